import type { Batch } from '@gradus/datasets'
import { describe, GradusError } from '@gradus/kernel'
import { type Callback, failure, notify } from './callbacks/callback.ts'
import { restoreCallbacks, snapshotCallbacks } from './callbacks/callback-states.ts'
import type { Restored, TrainerCore } from './core.ts'
import type { TrainingPlan } from './fit-options.ts'
import { appendEpoch, copyHistory, type EpochLogs, emptyHistory, type History } from './history.ts'
import { orAborted } from './or-aborted.ts'
import { Pause, withPauses } from './pause.ts'
import type { RunSnapshot } from './snapshot.ts'
import { viewOf } from './view-of.ts'

/** One call of `fit`. */
export class FitLoop<Name extends string> {
  readonly history: History<Name>
  private readonly core: TrainerCore<Name>
  private readonly plan: TrainingPlan
  /** Those that keep the state of others come after them. */
  private readonly callbacks: readonly Callback<Name>[]
  private readonly pause = new Pause()
  /** Whether nobody looked at the data before. */
  private readonly unseen: boolean
  private readonly watchesBatches: boolean
  private readonly watchesEpochs: boolean
  /** The epochs that are still to come. */
  private left: number
  /** The steps until the next probe of each callback that looks in between, and of the first of them. */
  private readonly probes: { readonly callback: Callback<Name>; readonly index: number; left: number }[]
  private untilProbe: number
  /** Whether a callback asked to stop. */
  private isStopped = false
  /** Whether no step will come any more. */
  private isDone = false
  /** Whether the current epoch has begun. */
  private isWithin = false
  /** The latest step that somebody was told of. */
  private latest: { readonly batch: Batch; readonly number: number; readonly loss: number } | undefined
  private isPauseDue = false
  private hold: { readonly over: Promise<void>; release(): void } | undefined

  constructor(core: TrainerCore<Name>, plan: TrainingPlan) {
    this.core = core
    this.plan = plan
    this.history = core.restored?.run?.history ? (copyHistory(core.restored.run.history) as History<Name>) : emptyHistory(core.names, false)
    if (plan.validation !== undefined) this.history.validation ??= emptyHistory(core.names, true).validation
    this.callbacks = [
      ...plan.callbacks.filter(({ afterOthers }) => !afterOthers),
      ...plan.callbacks.filter(({ afterOthers }) => afterOthers),
    ]
    this.unseen = plan.unseen
    const has = (part: keyof Callback): boolean => plan.callbacks.some((callback) => callback[part] !== undefined)
    this.watchesBatches = has('onBatchEnd')
    this.watchesEpochs = has('onEpochBegin') || has('onEpochEnd') || plan.validation !== undefined
    this.probes = this.callbacks.flatMap((callback, index) => (callback.onProbe ? [{ callback, index, left: 1 }] : []))
    this.untilProbe = this.probes.length > 0 ? 1 : Number.POSITIVE_INFINITY
    this.left = plan.untilEpoch === undefined ? plan.epochs : 0
  }

  /** Trains. */
  async run(): Promise<History<Name>> {
    const { core, plan, callbacks, history } = this
    const { batches, signal } = plan
    const resumed = core.begin('fit', batches)
    core.history = history
    history.stopped = undefined
    try {
      try {
        if (plan.untilEpoch !== undefined) this.left = Math.max(0, plan.untilEpoch - core.epoch)
        await this.tellBegin(resumed)
        if (this.left > 0 && !this.isOver()) await this.epochs()
      } catch (error) {
        if (!this.endsOn(error)) throw error
      } finally {
        this.isDone = true
        core.end()
      }
    } finally {
      await notify(callbacks, 'onTrainEnd', history, signal)
    }
    return history
  }

  /** Holds the training before its next step, until {@link proceed}. */
  wait(): void {
    if (this.hold !== undefined) return
    let release = (): void => undefined
    const over = new Promise<void>((resolve) => {
      release = resolve
    })
    this.hold = { over, release }
    this.isPauseDue = true
  }

  /** Lets a held training go on. */
  proceed(): void {
    this.hold?.release()
    this.hold = undefined
  }

  private async tellBegin(resumed: Restored | undefined): Promise<void> {
    const { core, plan, callbacks } = this
    const { batches, data, signal } = plan
    core.standing = () => this.standing()
    try {
      if (callbacks.length > 0) {
        const { batchesPerEpoch } = batches
        const training = viewOf(core, plan, this.history)
        const begin = { epoch: core.epoch, epochs: this.left, batchesPerEpoch, samples: data.size, training, stop: this.stop }
        const pending = notify(callbacks as readonly Callback[], 'onTrainBegin', begin, signal)
        if (pending !== undefined) await pending
      }
      core.tally.begin()
      if (resumed?.run) this.goOn(resumed.run, resumed.ignoresDifferences)
    } catch (error) {
      // Nothing was trained: the next call may go on with what was restored.
      core.restored = resumed
      throw error
    }
  }

  /** Goes on with a training that a snapshot told of. */
  private goOn({ callbacks, shuffler, tally, stopped }: RunSnapshot, ignoresDifferences: boolean): void {
    const { core, plan } = this
    restoreCallbacks(this.callbacks as readonly Callback[], callbacks, ignoresDifferences)
    this.isStopped = stopped
    if (shuffler !== null && plan.ownShuffler !== undefined) plan.ownShuffler.restore(shuffler)
    this.isWithin = tally !== null && plan.batches.batch > 0
    if (this.isWithin) core.tally.restore(tally!)
  }

  private standing(): RunSnapshot {
    const { core, plan, callbacks } = this
    return {
      history: copyHistory(this.history),
      callbacks: snapshotCallbacks(callbacks as readonly Callback[]),
      shuffler: plan.ownShuffler?.snapshot() ?? null,
      tally: plan.batches.batch > 0 ? core.tally.snapshot() : null,
      // A training that is over is no longer being stopped: the next goes on.
      stopped: this.isStopped && !this.isDone,
    }
  }

  private async epochs(): Promise<void> {
    const { core } = this
    if (!this.isWithin) {
      const pending = this.beginEpoch()
      if (pending !== undefined) await pending
      if (this.isOver()) return
    }
    for (;;) {
      const reached = this.advance()
      const pending = reached === 'epoch' ? this.endEpoch() : this.endBatch()
      if (pending !== undefined) await pending
      if (this.isOver()) return
      if (reached === 'epoch') {
        if (this.left === 0) return
        const begun = this.beginEpoch()
        if (begun !== undefined) await begun
        if (this.isOver()) return
      }
      if (this.isPauseDue) await this.letOthersRun()
      else if (this.watchesBatches || this.watchesEpochs) core.trainingStep.refresh()
    }
  }

  /**
   * Trains until somebody has to be asked or told: synchronously, for a step may take a tenth of a microsecond. Gives what it has reached.
   */
  private advance(): 'batch' | 'epoch' {
    const { core, unseen, plan, pause, watchesBatches, watchesEpochs } = this
    const { batches, signal } = plan
    const hasProbes = this.probes.length > 0
    const { trainingStep, tally, names } = core
    for (;;) {
      for (;;) {
        const number = batches.batch
        const batch = batches.nextBatch()
        if (batch === undefined) break
        const loss = trainingStep.run('fit', batch, unseen, core.epoch, number, batches.batch === batches.batchesPerEpoch)
        if (hasProbes) this.untilProbe--
        if (pause.due) this.isPauseDue = true
        if (this.isPauseDue || watchesBatches || this.untilProbe <= 0 || signal?.aborted) {
          this.latest = { batch, number, loss }
          return 'batch'
        }
      }
      core.epoch++
      this.left--
      if (watchesEpochs || this.left === 0) return 'epoch'
      appendEpoch(this.history, names, tally, undefined)
      tally.begin()
    }
  }

  private beginEpoch(): Promise<void> | undefined {
    const { core, plan } = this
    core.tally.begin()
    this.isWithin = true
    return notify(this.callbacks, 'onEpochBegin', { epoch: core.epoch }, plan.signal)
  }

  private endBatch(): Promise<void> | undefined {
    const { core, plan } = this
    core.trainingStep.publish()
    if (this.untilProbe <= 0) this.probe()
    if (!this.watchesBatches) return undefined
    const { batch, number, loss } = this.latest!
    const event = { epoch: core.epoch, batch: number, size: batch.size, loss, stop: this.stop }
    return notify(this.callbacks as readonly Callback[], 'onBatchEnd', event, plan.signal)
  }

  /** Validates, writes the epoch into the history and tells it. */
  private endEpoch(): Promise<void> | undefined {
    const { core, plan } = this
    core.trainingStep.publish()
    this.isWithin = false
    const { validation, validationEvery, batches } = plan
    if (validation === undefined || core.epoch % validationEvery !== 0) return this.tellEpoch(undefined)
    const steps = core.measure(validation, validation.batches({ batchSize: batches.batchSize }))
    return withPauses(this.pause, steps).then((measured) => this.tellEpoch(measured))
  }

  private tellEpoch(validation: Record<string, number> | undefined): Promise<void> | undefined {
    const { core, plan } = this
    appendEpoch(this.history, core.names, core.tally, validation)
    const logs = { ...core.tally.logs(), ...(validation && { validation }) } as unknown as EpochLogs<Name>
    return notify(this.callbacks as readonly Callback[], 'onEpochEnd', { epoch: core.epoch - 1, logs, stop: this.stop }, plan.signal)
  }

  /** Lets those look whose turn has come. */
  private probe(): void {
    const passed = this.untilDue()
    for (const probe of this.probes) {
      probe.left -= passed
      if (probe.left > 0) continue
      probe.left = this.look(probe.callback, probe.index)
    }
    this.untilProbe = this.untilDue()
  }

  private look(callback: Callback<Name>, index: number): number {
    try {
      const { batch, number, loss } = this.latest!
      const event = { epoch: this.core.epoch, batch: number, loss, data: batch, stop: this.stop }
      const next: unknown = callback.onProbe!(event)
      if (typeof next === 'number' && next >= 1) return next
      throw new GradusError('type', `expected after how many steps to look again, got ${describe(next)}`)
    } catch (error) {
      throw failure(index, 'onProbe', error)
    }
  }

  /** The steps from the last probe to the next. */
  private untilDue(): number {
    return this.probes.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY)
  }

  private async letOthersRun(): Promise<void> {
    const { core, plan } = this
    core.trainingStep.publish()
    this.isPauseDue = false
    await this.pause.take()
    while (this.hold !== undefined && !plan.signal?.aborted) await orAborted(this.hold.over, plan.signal)
    core.trainingStep.refresh()
  }

  /** Tells callbacks of a divergence; whether one of them wants training to end there, without an error. */
  private endsOn(error: unknown): boolean {
    if (this.history.stopped !== 'diverged' || !(error instanceof GradusError)) return false
    const answers = this.callbacks.map((callback, i) => {
      try {
        return callback.onDivergence?.(error)
      } catch (cause) {
        throw failure(i, 'onDivergence', cause)
      }
    })
    if (!answers.includes('end')) return false
    this.history.warnings.push(error.message)
    return true
  }

  private readonly stop = (): void => {
    this.isStopped = true
  }

  /** Whether the training ends here; the history then says why. */
  private isOver(): boolean {
    if (this.plan.signal?.aborted) this.history.stopped = 'aborted'
    else if (this.isStopped) this.history.stopped = 'stopped'
    return this.history.stopped !== undefined
  }
}
