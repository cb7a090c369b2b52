import type { OptimizerState } from '@gradus/optimizers'
import type { NamedParameters, Tensor } from '@gradus/tensor'
import type { Accumulation } from '../accumulation.ts'
import type { Parts } from '../step.ts'

/** How steps are run: compiled to one function, operation by operation, or both, with their bits compared. */
export type EngineName = 'compiled' | 'eager' | 'verify'

/** What every step of a trainer works on, whichever engine runs it. */
export interface Training {
  readonly parts: Parts
  readonly parameters: NamedParameters
  readonly state: OptimizerState
  readonly seed: number
  /** The steps for which random numbers were drawn. */
  draws: number
  /** Where gradients of several batches are summed; undefined where each batch leads to an update. */
  readonly accumulation: Accumulation | undefined
  /** The weights that gave the last finite loss, and that loss. */
  lastGood: { loss: number; readonly values: ReadonlyMap<string, Tensor> } | undefined
  /** Whether the number whose gradient is taken is the sum over the samples and not their mean. */
  readonly sumsLoss: boolean
  /** Adds a sentence to the history, once. */
  warn(sentence: string | undefined): void
  /** Notes in the history why the training ended. */
  stopped(why: 'diverged'): void
}

/** Whether the next step ends with an update of the parameters. */
export function isUpdateDue({ accumulation }: Training, isLastOfEpoch: boolean): boolean {
  return accumulation === undefined || accumulation.isDue(isLastOfEpoch)
}

/** Counts a step that came to its end. */
export function countStep(training: Training, updates: boolean): void {
  const { accumulation } = training
  training.draws++
  if (accumulation !== undefined) accumulation.batches = updates ? 0 : accumulation.batches + 1
}

/** Where in the training a step is. */
export interface StepPlace {
  readonly epoch: number
  readonly batch: number
  /** Whether the step ends with an update; it only adds to gradients else. */
  readonly updates: boolean
}
