import type { Batch } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { type Tensor, walk } from '@gradus/tensor'
import { BatchReader } from '../tensor-batch.ts'
import type { TrainingView } from '../training-view.ts'
import { checkOutputLayer, GradientCheck } from './check-gradients.ts'
import { checkLoss } from './check-loss.ts'
import { checkScale } from './check-scale.ts'
import { UnitCheck } from './check-units.ts'
import { checkMovement, checkUpdate, copyWeights, type Weights } from './check-updates.ts'
import { constantLoss } from './constant-loss.ts'
import { type Look, lookAt, modelPart } from './look.ts'
import { Progress } from './progress.ts'
import type { Report } from './report.ts'
import { firstSamples, spreadSamples } from './some-samples.ts'

/** As many samples are looked at as a batch has, within these bounds, so that a look costs a few steps. */
const [fewestSamples, mostSamples] = [16, 64]
/** Looks are at 0, 10, 100, 1000 … batches. */
const spacing = 10
/** After so many updates weights should have moved. */
const movementUpdates = 100
/** A loss of at least this share of that of a constant answer is still that of a guess. */
const guessing = 0.5

/** One training, looked at now and then. */
export class Examination {
  private readonly training: TrainingView
  private readonly report: Report
  private readonly units = new UnitCheck()
  private readonly gradients = new GradientCheck()
  private readonly progress: Progress
  /** The weights when it began. */
  private readonly first: Weights
  /** The weights before the next update, while that is to be looked at. */
  private before: Weights | undefined
  private batches = 0
  /** The batches from the latest probe to the next. */
  private wait = 1
  private nextLook = spacing
  /** The samples that are looked at, where data lies in memory; else those of a batch. */
  private samples: Batch | undefined
  /** The loss of a constant answer for these samples. */
  private guess: { readonly samples: Batch; readonly loss: number | undefined } | undefined
  /** Whether samples count differently, so that losses cannot be compared with that of a constant answer. */
  private isWeighted = false
  /** The loss of the latest batch that was told of. */
  private loss = Number.NaN

  constructor(training: TrainingView, report: Report) {
    this.training = training
    this.report = report
    this.progress = new Progress(training)
    this.first = copyWeights(training)
    this.before = this.first
  }

  /** Looks before the first step, where data lies in memory. */
  begin(batchSize: number): void {
    const { training, report } = this
    this.samples = spreadSamples(training.data, Math.min(mostSamples, Math.max(fewestSamples, batchSize)))
    if (this.samples === undefined) return
    checkScale(training, this.samples, report)
    this.look()
  }

  /** Looks after a batch; gives after how many more to look again. */
  probe(batch: Batch, loss: number): number {
    const { training, report, before } = this
    this.loss = loss
    this.isWeighted ||= batch.weights !== undefined
    this.batches += this.wait
    if (this.samples === undefined) {
      this.samples = firstSamples(batch, mostSamples)
      checkScale(training, this.samples, report)
      this.look()
    }
    // Where gradients are accumulated, not every batch leads to an update.
    if (before !== undefined && training.step > before.step) {
      checkUpdate(before, copyWeights(training), training, report)
      this.before = undefined
    }
    if (this.batches >= this.nextLook) {
      this.nextLook *= spacing
      this.before = copyWeights(training)
      this.look()
      if (training.step - this.first.step >= movementUpdates) this.checkMovement(this.before)
      if (!this.isWeighted) this.progress.check(report, false)
    }
    this.wait = this.before === undefined ? this.nextLook - this.batches : 1
    return this.wait
  }

  /** Looks back. */
  end(): void {
    const { training, report } = this
    const { loss, stopped } = training.history
    if (stopped === 'diverged') return
    if (loss.length > 0) this.loss = loss.at(-1)!
    const updates = training.step - this.first.step
    if (updates > 1) this.checkMovement(copyWeights(training))
    if (!this.isWeighted) this.progress.check(report, true)
  }

  private look(): void {
    const { training, report } = this
    const samples = this.samples!
    let look: Look
    try {
      look = lookAt(training, samples)
    } catch (error) {
      // The loss refuses these predictions, and will refuse them in the next step; the model can be looked at.
      if (!(error instanceof GradusError)) throw error
      const known = modelAlone(training, samples)
      if (known !== undefined) checkLoss(known, report)
      return
    }
    checkLoss(look, report)
    checkOutputLayer(look, report)
    const isFound = this.units.check(look, report, () => this.isGuess(look.loss!))
    this.gradients.check(look, report, isFound)
  }

  private checkMovement(now: Weights): void {
    const { first, training, report } = this
    checkMovement(first, now, training, report, () => this.isGuess(this.loss))
  }

  /** Whether a loss is that of a guess, as far as can be told. */
  private isGuess(loss: number): boolean {
    const { training, samples } = this
    if (samples === undefined) return false
    if (this.guess?.samples !== samples) this.guess = { samples, loss: constantLoss(training, samples.targets) }
    const guess = this.guess.loss
    return guess === undefined || loss >= guessing * guess
  }
}

/** The operations of the model, without the loss; undefined where the model refuses its inputs. */
function modelAlone(training: TrainingView, batch: Batch): Look | undefined {
  const { model, loss } = training
  try {
    const { x } = new BatchReader({ model, loss }).read('rehearse', batch, false)
    const { value, nodes } = walk(() => model.forward(x as never) as Tensor)
    return { training, batch, nodes: modelPart(nodes, value), all: nodes, prediction: value, gradients: undefined, loss: undefined }
  } catch (error) {
    if (!(error instanceof GradusError)) throw error
    return undefined
  }
}
