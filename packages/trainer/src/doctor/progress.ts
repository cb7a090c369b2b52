import type { Dataset } from '@gradus/datasets'
import type { TrainingView } from '../training-view.ts'
import { constantLoss } from './constant-loss.ts'
import type { Report } from './report.ts'
import { spreadSamples } from './some-samples.ts'

/** So many updates, and epochs, before a loss that stays where guesses are is a plateau; running statistics have settled by then, too. */
const fewestUpdates = 1000
const fewestEpochs = 20
/** So many validations before one that was never good counts. */
const fewestValidations = 8
/** In a training under way after so many times as many: a network that starts slowly stands still for a while. */
const patience = 10
/** A loss so close to that of a constant answer is no better, and no longer on its way to it. */
const nearGuess = [0.98, 1.05] as const
/** Where losses have no noise (relative to them, in the mean of a quarter of the epochs), being better by so little is no luck. */
const noiseless = 1e-6
const better = 1e-4
/** Relative to the loss of a guess: how little it falls in a quarter of the epochs, and at most where noise hides what it does. */
const standstill = 1e-4
const hidden = 2e-3
/** A training loss below this share of that of a guess knows its samples. */
const memorized = 0.8
/** Fewer validation samples say nothing. */
const fewestSamples = 20
/** The most elements of targets that are looked at. */
const mostElements = 1e6

/** Compares losses over epochs with that of the best constant answer. */
export class Progress {
  private readonly training: TrainingView
  private readonly guesses = new Map<Dataset, number | undefined>()

  constructor(training: TrainingView) {
    this.training = training
  }

  /** `isOver` says whether no step will follow: before, a network that starts slowly has more time. */
  check(report: Report, isOver: boolean): void {
    const { training } = this
    const { history, data, validation, step } = training
    if (step < fewestUpdates || report.has('plateauAtChance') || report.has('validationAtChance')) return
    const loss = history.loss.at(-1)
    if (loss === undefined) return
    const seen = history.validation?.loss ?? []
    if (validation !== undefined && validation.size >= fewestSamples && seen.length >= fewestValidations) {
      const guess = this.guess(validation)
      const least = seen.reduce((a, b) => Math.min(a, b))
      if (guess !== undefined && least >= guess * (1 - tolerance(validation.size)) && loss < memorized * (this.guess(data) ?? 0)) {
        report.add(
          'validationAtChance',
          undefined,
          `the training loss has come down to ${brief(loss)}, but the validation loss was never better than ${brief(least)}, where always giving the same answer gives ${brief(guess)}: what was learnt holds for no other sample; check that inputs and targets were shuffled together, and that there are enough samples`,
        )
        return
      }
    }
    if (history.loss.length < fewestEpochs || (!isOver && step < patience * fewestUpdates) || !isStandingStill(history.loss)) return
    const guess = this.guess(data)
    if (guess === undefined || !isPlateau(history.loss, guess)) return
    report.add(
      'plateauAtChance',
      undefined,
      `the loss stays at ${brief(loss)}, and always giving the same answer gives ${brief(guess)}: nothing is learnt from the inputs; try a hidden layer or more units, a larger learning rate, and check that inputs and targets were shuffled together`,
    )
  }

  /** The loss of the best constant answer over data that lies in memory. */
  private guess(data: Dataset): number | undefined {
    if (this.guesses.has(data)) return this.guesses.get(data)
    const width = data.targetShape.reduce((a, b) => a * b, 1)
    const batch = spreadSamples(data, Math.max(1, Math.floor(mostElements / width)))
    const guess = batch && constantLoss(this.training, batch.targets)
    this.guesses.set(data, guess)
    return guess
  }
}

/** By how much a mean over n samples may be better by luck. */
function tolerance(samples: number): number {
  return Math.max(0.02, 0.5 / Math.sqrt(samples))
}

/** Whether the last half of losses neither falls by more than its noise nor falls ever faster. */
function isStandingStill(losses: readonly number[]): boolean {
  const { recent, noise, faster } = motion(losses)
  const scale = losses.at(-1)!
  return recent <= Math.max(standstill * scale, Math.min(3 * noise, hidden * scale)) && faster <= 4 * noise + Number.EPSILON * scale
}

function isPlateau(losses: readonly number[], guess: number): boolean {
  const mean = meanOf(losses, Math.floor(losses.length * 0.75), losses.length)
  const least = motion(losses).noise < noiseless * guess ? 1 - better : nearGuess[0]
  return mean >= least * guess && mean <= nearGuess[1] * guess
}

/** How far the loss fell from the third to the last quarter, by how much more than from the second to the third, and the noise of such numbers. */
function motion(losses: readonly number[]): { recent: number; noise: number; faster: number } {
  const n = losses.length
  const quarter = Math.floor(n / 4)
  const [second, third, last] = [n - 3 * quarter, n - 2 * quarter, n - quarter].map((start) => meanOf(losses, start, start + quarter)) as [
    number,
    number,
    number,
  ]
  let squares = 0
  for (let i = n - 3 * quarter + 1; i < n - 1; i++) {
    const bend = losses[i + 1]! - 2 * losses[i]! + losses[i - 1]!
    squares += bend * bend
  }
  // A second difference of independent errors has 6 times their variance, and so has the difference of two falls.
  const noise = Math.sqrt(squares / (3 * quarter - 2) / quarter)
  return { recent: third - last, noise, faster: third - last - (second - third) }
}

function meanOf(losses: readonly number[], start: number, end: number): number {
  let sum = 0
  for (let i = start; i < end; i++) sum += losses[i]!
  return sum / (end - start)
}

function brief(value: number): string {
  return String(Number(value.toPrecision(4)))
}
