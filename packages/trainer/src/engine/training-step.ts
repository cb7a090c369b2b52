import type { Batch } from '@gradus/datasets'
import { GradusError, type TypedArray } from '@gradus/kernel'
import { markAssigned, noGradient, type Recording, record, requireRange, stepRandom, type Tensor, tensor, zeros } from '@gradus/tensor'
import { backwardStep, forwardStep } from '../step.ts'
import type { Tally } from '../tally.ts'
import { type BatchReader, tensorsOf } from '../tensor-batch.ts'
import { softmaxWarning } from '../warnings.ts'
import { describeBatch } from './describe-batch.ts'
import { eagerStep, type StepPlace } from './eager-step.ts'
import { type BatchProgram, Programs } from './programs.ts'
import type { EngineName, Training } from './training.ts'

/** Runs the steps of a training, by way of programs where that is possible. */
export class TrainingStep {
  private readonly training: Training
  private readonly tally: Tally
  private readonly reader: BatchReader
  private readonly engine: EngineName
  private readonly programs: Programs
  /** The weights before the latest compiled step. */
  private readonly backups: ReadonlyMap<string, Tensor>
  /** Which parameters a step changes, running statistics included, as the programs know it. */
  private readonly flags: boolean[] = []
  /** By how much a step advances the step count. */
  private advance = 1
  /** Whether programs ran that the parameters do not know of yet. */
  private hasRun = false

  constructor(training: Training, tally: Tally, reader: BatchReader, engine: EngineName) {
    this.training = training
    this.tally = tally
    this.reader = reader
    this.engine = engine
    this.programs = new Programs(
      (batch, later) => this.record(batch, later),
      (reason) => training.warn(reason),
    )
    this.backups = engine === 'eager' ? new Map() : backupsOf(training)
  }

  /** Programs know which parameters are frozen; those that know something else are forgotten. Asked whenever somebody may have changed that. */
  refresh(): void {
    let i = 0
    let isChanged = false
    for (const { trainable, statistic } of this.training.parameters.values()) {
      const flag = trainable || statistic === 'updated'
      isChanged ||= this.flags[i] !== flag
      this.flags[i++] = flag
    }
    if (isChanged) this.programs.clear()
  }

  /** Lets the parameters know that they have changed, before anybody else may use them: a gradient through old values would be wrong. */
  publish(): void {
    if (this.hasRun) markAssigned(Array.from(this.training.parameters.values(), ({ tensor }) => tensor))
    this.hasRun = false
  }

  /** One step; gives the mean loss of the batch before the update. `check` says whether the batch was never looked at before. */
  run(operation: string, batch: Batch, check: boolean, epoch: number, number: number): number {
    if (this.engine === 'eager') return this.eagerly(operation, batch, check, { epoch, batch: number })
    if (check) this.reader.check(operation, batch)
    const program = this.programs.for(batch)
    if (program === undefined) return this.eagerly(operation, batch, false, { epoch, batch: number })
    if (this.engine === 'verify') return this.verified(operation, program, batch, { epoch, batch: number })
    return this.compiled(program, batch) ?? this.eagerly(operation, batch, false, { epoch, batch: number })
  }

  /** One run of a program; undefined when a check failed, and then nothing has changed. */
  private compiled(program: BatchProgram, batch: Batch): number | undefined {
    const { training } = this
    const { state, parts } = training
    if (!program.run(batch)) return undefined
    const { executable } = program
    if (state.step === 0 && parts.loss.expects === 'logits')
      training.warn(softmaxWarning(parts.loss, executable.read(1), parts.model.outputShape))
    const total = executable.readNumber(0)
    const loss = training.sumsLoss ? total / batch.size : total
    state.step += this.advance
    this.hasRun = true
    this.keepGood(loss)
    this.tally.count(loss, batch.size)
    return loss
  }

  private keepGood(loss: number): void {
    const { lastGood } = this.training
    if (lastGood?.values === this.backups) lastGood.loss = loss
    else this.training.lastGood = { loss, values: this.backups }
  }

  private eagerly(operation: string, batch: Batch, check: boolean, at: StepPlace): number {
    const steps = eagerStep(this.training, this.reader.read(operation, batch, check), this.tally, at, false)
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }

  /** A compiled step and the same step eagerly. Throws 'state' naming the first difference. */
  private verified(operation: string, program: BatchProgram, batch: Batch, at: StepPlace): number {
    const { state } = this.training
    const tensors = this.states
    const before = tensors.map(({ tensor }) => tensor.toTypedArray())
    const step = state.step
    const tallied = this.tally.snapshot()
    const compiled = this.compiled(program, batch)
    const after = tensors.map(({ tensor }) => tensor.toTypedArray())
    const stepAfter = state.step
    if (compiled === undefined) {
      const loss = this.eagerly(operation, batch, false, at)
      // A step may be left out for its gradients.
      if (state.step !== step)
        throw new GradusError('state', `fit: engine 'verify': at ${placeText(at)}, a check failed compiled and passed eagerly`)
      return loss
    }
    tensors.forEach(({ tensor }, i) => {
      putBack(tensor, before[i]!)
    })
    state.step = step
    this.tally.restore(tallied)
    const eager = this.eagerly(operation, batch, false, at)
    if (!Object.is(eager, compiled)) throw different('the loss', compiled, eager, at)
    tensors.forEach(({ name, tensor, isBackup }, i) => {
      const expected = tensor.toTypedArray()
      const bad = expected.findIndex((value, k) => !Object.is(value, after[i]![k]))
      if (bad >= 0 && !isBackup) throw different(`element ${bad} of ${name}`, after[i]![bad]!, expected[bad]!, at)
      putBack(tensor, after[i]!)
    })
    if (state.step !== stepAfter) throw different('the number of steps', stepAfter, state.step, at)
    return compiled
  }

  private record(batch: Batch, later: number): Recording {
    const { training, tally } = this
    const { parts, parameters, state, seed } = training
    const { step } = state
    state.step += later
    try {
      return record(
        ([inputs, targets]) => {
          const { x, y } = tensorsOf(inputs!, targets!, parts)
          const random = stepRandom(seed, () => state.step)
          for (const [name, { tensor }] of parameters) this.backups.get(name)!.assign(tensor)
          const { prediction, objective } = forwardStep(parts, { x, y, size: batch.size }, random)
          const finite = requireRange('loss', objective, { label: 'loss', min: -Number.MAX_VALUE, max: Number.MAX_VALUE })
          const gradients = backwardStep(objective, parameters)
          parts.optimizer.update(parameters, gradients, state)
          noGradient(() => tally.record(prediction, y))
          // The first prediction is looked at, in case it should not be a probability.
          return parts.loss.expects === 'logits' ? [finite, prediction] : [finite]
        },
        { inputs: describeBatch(batch), states: this.states.map(({ tensor }) => tensor) },
      )
    } finally {
      this.advance = state.step - later - step
      state.step = step
    }
  }

  /** Everything that a step changes. */
  private get states(): readonly { readonly name: string; readonly tensor: Tensor; readonly isBackup: boolean }[] {
    const { parameters, state } = this.training
    return [
      ...Array.from(parameters, ([name, { tensor }]) => ({ name, tensor, isBackup: false })),
      ...Array.from(state.slots, ([name, slots]) =>
        Object.entries(slots).map(([slot, tensor]) => ({ name: `${name}'s ${slot}`, tensor, isBackup: false })),
      ).flat(),
      ...this.tally.tensors.map((tensor) => ({ name: 'a metric', tensor, isBackup: false })),
      ...Array.from(this.backups, ([name, tensor]) => ({ name: `${name} before the step`, tensor, isBackup: true })),
    ]
  }
}

function backupsOf({ parameters }: Training): ReadonlyMap<string, Tensor> {
  return new Map(Array.from(parameters, ([name, { tensor }]) => [name, zeros(tensor.shape, { dtype: tensor.dtype }) as Tensor]))
}

function putBack(target: Tensor, data: TypedArray): void {
  target.assign(tensor(data, { shape: target.shape, dtype: target.dtype }) as Tensor)
}

function different(what: string, compiled: number, eager: number, at: StepPlace): GradusError {
  return new GradusError('state', `fit: engine 'verify': at ${placeText(at)}, ${what} is ${compiled} compiled and ${eager} eagerly`)
}

function placeText({ epoch, batch }: StepPlace): string {
  return `epoch ${epoch}, batch ${batch}`
}
