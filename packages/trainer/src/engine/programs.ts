import type { Batch } from '@gradus/datasets'
import { type Executable, GradusError } from '@gradus/kernel'
import { compile, type Recording } from '@gradus/tensor'

/** Programs that are kept at a time; each holds memory of its own. */
const most = 16

/** A recorded step that is ready to run on batches of one shape. */
export class BatchProgram {
  readonly executable: Executable
  private readonly numbers: readonly (() => number)[]
  private readonly firstNumber: number
  private latest: Batch | undefined

  constructor(recording: Recording) {
    this.executable = compile(recording)
    this.numbers = recording.numbers
    this.firstNumber = recording.program.inputs.length - recording.numbers.length
  }

  /** One run. False when a check failed: then nothing has changed. */
  run(batch: Batch): boolean {
    const { executable, numbers } = this
    // Datasets give the same object for the same batch, which is still in its place.
    if (batch !== this.latest) {
      executable.write(0, batch.inputs.data)
      if (this.firstNumber > 1) executable.write(1, batch.targets.data)
      this.latest = batch
    }
    for (let i = 0; i < numbers.length; i++) executable.writeNumber(this.firstNumber + i, numbers[i]!())
    return executable.run()
  }
}

/** The programs of one kind of step, one for each shape of batches, made when they are first needed. */
export class Programs {
  private readonly known = new Map<string, BatchProgram | undefined>()
  private readonly recordFor: (batch: Batch) => Recording
  private readonly tell: (reason: string) => void
  private latestBatch: { readonly inputs: unknown; readonly program: BatchProgram | undefined } | undefined

  /** `tell` hears why a step runs eagerly, or a program uncompiled. */
  constructor(recordFor: (batch: Batch) => Recording, tell: (reason: string) => void) {
    this.recordFor = recordFor
    this.tell = tell
  }

  /** The program for batches like this one; undefined where the step cannot be recorded. */
  for(batch: Batch): BatchProgram | undefined {
    // The same batch again, or one of the same shape object, needs no key.
    if (this.latestBatch?.inputs === batch.inputs) return this.latestBatch.program
    const { inputs, targets } = batch
    const key = `${inputs.dtype} ${inputs.shape} ${targets.dtype} ${targets.shape}`
    let program = this.known.get(key)
    if (program === undefined && !this.known.has(key)) {
      program = this.make(batch)
      if (this.known.size >= most) this.known.delete(this.known.keys().next().value!)
      this.known.set(key, program)
    }
    this.latestBatch = { inputs: batch.inputs, program }
    return program
  }

  /** Forgets all programs. */
  clear(): void {
    this.known.clear()
    this.latestBatch = undefined
  }

  private make(batch: Batch): BatchProgram | undefined {
    try {
      const program = new BatchProgram(this.recordFor(batch))
      const { reason } = program.executable
      if (reason !== undefined) this.tell(`the step runs kernel by kernel: ${reason}`)
      return program
    } catch (error) {
      if (!(error instanceof GradusError)) throw error
      // Should the step be wrong in itself, the eager run says so in its own words.
      this.tell(`the step runs eagerly: ${error.message}`)
      return undefined
    }
  }
}
