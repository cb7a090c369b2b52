import type { ArrayData, Batch } from '@gradus/datasets'
import { type Executable, GradusError, sameShape } from '@gradus/kernel'
import { compile, type Recording } from '@gradus/tensor'
import { sameData } from './same-data.ts'

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
      if (this.firstNumber > 2) executable.write(2, batch.weights!.data)
      this.latest = batch
    }
    for (let i = 0; i < numbers.length; i++) executable.writeNumber(this.firstNumber + i, numbers[i]!())
    return executable.run()
  }
}

/** Records a step for batches like this one; `later` so many steps from now. A `variant` is one of several steps that a training has. */
export type RecordBatch = (batch: Batch, later: number, variant: string) => Recording

/** The programs of one kind of step, one for each shape of batches, made when they are first needed. */
export class Programs {
  private readonly known = new Map<string, BatchProgram | undefined>()
  private readonly recordFor: RecordBatch
  private readonly tell: (reason: string) => void
  private isSteady = false
  private latest: { readonly batch: Batch; readonly variant: string; readonly program: BatchProgram | undefined } | undefined

  /** `tell` hears why a step runs eagerly, or a program uncompiled. */
  constructor(recordFor: RecordBatch, tell: (reason: string) => void) {
    this.recordFor = recordFor
    this.tell = tell
  }

  /** The program for batches like this one; undefined where the step cannot be recorded. */
  for(batch: Batch, variant = ''): BatchProgram | undefined {
    const { latest } = this
    if (latest !== undefined && latest.variant === variant && sameKind(latest.batch, batch)) return latest.program
    const { inputs, targets, weights } = batch
    const key = `${variant} ${inputs.dtype} ${inputs.shape} ${targets.dtype} ${targets.shape} ${weights?.dtype}`
    const isKnown = this.known.has(key)
    const program = isKnown ? this.known.get(key) : this.make(batch, variant)
    // The first of the map is the one that was not used for the longest time.
    if (isKnown) this.known.delete(key)
    else if (this.known.size >= most) this.known.delete(this.known.keys().next().value!)
    this.known.set(key, program)
    this.latest = { batch, variant, program }
    return program
  }

  /** Forgets all programs. */
  clear(): void {
    this.known.clear()
    this.latest = undefined
  }

  /** Throws 'state' unless another step is the same program: a number that changes from step to step would be frozen in it. */
  private checkSteady({ program }: Recording, batch: Batch, variant: string): void {
    if (this.isSteady) return
    if (!sameData(program, this.recordFor(batch, 1, variant).program))
      throw new GradusError(
        'state',
        'a number or an array in it differs from step to step; hostNumber() makes a number part of a recorded step',
      )
    this.isSteady = true
  }

  private make(batch: Batch, variant: string): BatchProgram | undefined {
    try {
      const recording = this.recordFor(batch, 0, variant)
      this.checkSteady(recording, batch, variant)
      const program = new BatchProgram(recording)
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

/** Whether one program serves two batches: found out faster than the key by which programs are known. */
function sameKind(a: Batch, b: Batch): boolean {
  if (a === b) return true
  return sameArray(a.inputs, b.inputs) && sameArray(a.targets, b.targets) && a.weights?.dtype === b.weights?.dtype
}

function sameArray(a: ArrayData, b: ArrayData): boolean {
  return a === b || (a.dtype === b.dtype && sameShape(a.shape, b.shape))
}
