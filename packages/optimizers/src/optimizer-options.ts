import { checkChoice, checkOptions } from '@gradus/kernel'
import { type Clipping, checkClipping, clippingOptions } from './clip.ts'
import { checkLearningRate, type Schedule } from './schedules/index.ts'

/** Options of every optimizer. */
export interface OptimizerOptions extends Clipping {
  /** A number, or a schedule: a function of the step. */
  readonly learningRate?: number | Schedule
  /** What happens when a gradient has a NaN or an infinity: an error that names the parameter, or the step is left out. Default 'throw'. */
  readonly nonFinite?: 'throw' | 'skip'
}

/** Throws on an option that an optimizer does not have, or that is wrong; `own` are those beside {@link OptimizerOptions}. */
export function checkOptimizerOptions(name: string, options: OptimizerOptions, own: readonly string[] = []): void {
  checkOptions(name, options, ['learningRate', 'nonFinite', ...clippingOptions, ...own])
  // An explicit undefined is a mistake upstream (a misspelt setting), not a wish for the default.
  if ('learningRate' in options && typeof options.learningRate !== 'function') checkLearningRate(name, 'learningRate', options.learningRate)
  if (options.nonFinite !== undefined) checkChoice(name, 'nonFinite', options.nonFinite, ['throw', 'skip'])
  checkClipping(name, options)
}
