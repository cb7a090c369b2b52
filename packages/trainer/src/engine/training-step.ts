import type { Batch } from '@gradus/datasets'
import { GradusError, type TypedArray } from '@gradus/kernel'
import { markAssigned, noGradient, type Recording, record, requireRange, stepRandom, type Tensor, zeros } from '@gradus/tensor'
import { backwardStep, forwardStep } from '../step.ts'
import type { Tally } from '../tally.ts'
import { type BatchReader, tensorsOf } from '../tensor-batch.ts'
import { tensorOf } from '../tensor-snapshot.ts'
import { softmaxWarning } from '../warnings.ts'
import { describeBatch } from './describe-batch.ts'
import { eagerStep } from './eager-step.ts'
import { type OutputPlaces, outputPlaces, outputsOf } from './outputs.ts'
import { type BatchProgram, Programs } from './programs.ts'
import { countStep, type EngineName, isUpdateDue, type StepPlace, type Training } from './training.ts'
import { updateStep } from './update-step.ts'

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
  /** By how much a step that updates advances the step count. */
  private advance = 1
  private readonly outputs: OutputPlaces
  /** Whether programs ran that the parameters do not know of yet. */
  private hasRun = false

  constructor(training: Training, tally: Tally, reader: BatchReader, engine: EngineName) {
    this.training = training
    this.tally = tally
    this.reader = reader
    this.engine = engine
    const { loss } = training.parts
    // Predictions are looked at once where they should not be probabilities, and always by a metric that wants all of them.
    this.outputs = outputPlaces(loss, loss.expects === 'logits' || tally.needsValues)
    this.programs = new Programs(
      (batch, later, variant) => this.record(batch, later, variant === 'updates'),
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

  /** Forgets all programs: what they were recorded with is another. */
  forget(): void {
    this.programs.clear()
  }

  /** Lets the parameters know that they have changed, before anybody else may use them: a gradient through old values would be wrong. */
  publish(): void {
    if (this.hasRun) markAssigned(Array.from(this.training.parameters.values(), ({ tensor }) => tensor))
    this.hasRun = false
  }

  /** One step; gives the mean loss of the batch before the update. `check` says whether the batch was never looked at before. */
  run(operation: string, batch: Batch, check: boolean, epoch: number, number: number, isLastOfEpoch: boolean): number {
    const updates = isUpdateDue(this.training, isLastOfEpoch)
    const loss = this.step(operation, batch, check, epoch, number, updates)
    countStep(this.training, updates)
    return loss
  }

  private step(operation: string, batch: Batch, check: boolean, epoch: number, number: number, updates: boolean): number {
    if (this.engine === 'eager') return this.eagerly(operation, batch, check, { epoch, batch: number, updates })
    if (check) this.reader.check(operation, batch)
    const program = this.programs.for(batch, updates ? 'updates' : 'accumulates')
    if (program === undefined) return this.eagerly(operation, batch, false, { epoch, batch: number, updates })
    if (this.engine === 'verify') return this.verified(operation, program, batch, { epoch, batch: number, updates })
    return this.compiled(program, batch, updates) ?? this.eagerly(operation, batch, false, { epoch, batch: number, updates })
  }

  /** One run of a program; undefined when a check failed, and then nothing has changed. */
  private compiled(program: BatchProgram, batch: Batch, updates: boolean): number | undefined {
    const { training, outputs, tally } = this
    if (!program.run(batch)) return undefined
    const { executable } = program
    if (outputs.prediction !== undefined) this.look(executable.read.bind(executable, outputs.prediction), batch)
    const total = executable.readNumber(0)
    const loss = training.sumsLoss ? total / batch.size : total
    if (updates) training.state.step += this.advance
    this.hasRun = true
    this.keepGood(loss)
    tally.count(loss, outputs.counted === undefined ? batch.size : executable.readNumber(outputs.counted))
    return loss
  }

  /** Predictions are only read where somebody looks at them. */
  private look(read: () => TypedArray, { targets, size }: Batch): void {
    const { training, tally } = this
    const { loss, model } = training.parts
    const isFirst = training.draws === 0 && loss.expects === 'logits'
    if (!isFirst && !tally.needsValues) return
    const data = read()
    if (isFirst) training.warn(softmaxWarning(loss, data, model.outputShape))
    if (tally.needsValues) tally.look({ data, shape: [size, ...model.outputShape], dtype: model.dtype }, targets)
  }

  private keepGood(loss: number): void {
    const { lastGood } = this.training
    if (lastGood?.values === this.backups) lastGood.loss = loss
    else this.training.lastGood = { loss, values: this.backups }
  }

  private eagerly(operation: string, batch: Batch, check: boolean, at: StepPlace): number {
    const steps = eagerStep(this.training, this.reader.read(operation, batch, check), batch.targets, this.tally, at, false)
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
    const compiled = this.compiled(program, batch, at.updates)
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
      tensor.assign(tensorOf({ data: before[i]!, shape: tensor.shape }, tensor.dtype))
    })
    state.step = step
    this.tally.restore(tallied)
    const eager = this.eagerly(operation, batch, false, at)
    if (!Object.is(eager, compiled)) throw different('the loss', compiled, eager, at)
    tensors.forEach(({ name, tensor, isBackup }, i) => {
      const expected = tensor.toTypedArray()
      const bad = expected.findIndex((value, k) => !Object.is(value, after[i]![k]))
      if (bad >= 0 && !isBackup) throw different(`element ${bad} of ${name}`, after[i]![bad]!, expected[bad]!, at)
      tensor.assign(tensorOf({ data: after[i]!, shape: tensor.shape }, tensor.dtype))
    })
    if (state.step !== stepAfter) throw different('the number of steps', stepAfter, state.step, at)
    return compiled
  }

  private record(batch: Batch, later: number, updates: boolean): Recording {
    const { training, tally, outputs } = this
    const { parts, parameters, state, seed, draws } = training
    const { step } = state
    state.step += later
    training.draws += later
    try {
      return record(
        (arrays) => {
          const tensors = { ...tensorsOf(arrays, parts), size: batch.size }
          const random = stepRandom(seed, () => training.draws)
          for (const [name, { tensor }] of parameters) this.backups.get(name)!.assign(tensor)
          const forward = forwardStep(parts, parameters, tensors, random)
          const { prediction, objective, counted } = forward
          const finite = requireRange('loss', objective, { label: 'loss', min: -Number.MAX_VALUE, max: Number.MAX_VALUE })
          const gradients = backwardStep(objective, parameters)
          updateStep(training, gradients, batch.size, counted, updates)
          noGradient(() => tally.record(prediction, tensors.y))
          return outputsOf(outputs, finite, forward)
        },
        { inputs: describeBatch(batch), states: this.states.map(({ tensor }) => tensor) },
      )
    } finally {
      if (updates) this.advance = state.step - later - step
      state.step = step
      training.draws = draws
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
      ...(this.training.accumulation?.tensors ?? []).map((tensor) => ({ name: 'an accumulated gradient', tensor, isBackup: false })),
      ...this.tally.tensors.map((tensor) => ({ name: 'a metric', tensor, isBackup: false })),
      ...Array.from(this.backups, ([name, tensor]) => ({ name: `${name} before the step`, tensor, isBackup: true })),
    ]
  }
}

function backupsOf({ parameters }: Training): ReadonlyMap<string, Tensor> {
  return new Map(Array.from(parameters, ([name, { tensor }]) => [name, zeros(tensor.shape, { dtype: tensor.dtype }) as Tensor]))
}

function different(what: string, compiled: number, eager: number, at: StepPlace): GradusError {
  return new GradusError('state', `fit: engine 'verify': at ${placeText(at)}, ${what} is ${compiled} compiled and ${eager} eagerly`)
}

function placeText({ epoch, batch }: Pick<StepPlace, 'epoch' | 'batch'>): string {
  return `epoch ${epoch}, batch ${batch}`
}
