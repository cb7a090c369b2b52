import { checkBoolean, checkNumber } from '@gradus/kernel'
import { add, multiply, type Tensor } from '@gradus/tensor'
import { checkLossOptions, type LossOptions } from './loss.ts'

/** Options of the cross-entropies. */
export interface CrossEntropyOptions extends LossOptions {
  /** Whether predictions are logits: numbers before the sigmoid or softmax. Default false. */
  readonly fromLogits?: boolean
  /** The share of each target, in [0, 1), that is spread evenly over all classes, so that no answer has to be certain. Default 0. */
  readonly labelSmoothing?: number
}

/** The options that all cross-entropies have, with their defaults. */
export interface CrossEntropySettings {
  readonly fromLogits: boolean
  readonly labelSmoothing: number
}

/** Checks the options of a cross-entropy; `own` are those beside {@link CrossEntropyOptions}. */
export function readCrossEntropyOptions(name: string, options: CrossEntropyOptions, own: readonly string[] = []): CrossEntropySettings {
  checkLossOptions(name, options, ['fromLogits', 'labelSmoothing', ...own])
  const { fromLogits = false, labelSmoothing = 0 } = options
  checkBoolean(name, 'fromLogits', fromLogits)
  checkNumber(name, 'labelSmoothing', labelSmoothing, { min: 0, below: 1 })
  return { fromLogits, labelSmoothing }
}

/** Targets of which a share is spread over the classes. */
export function smooth(target: Tensor, labelSmoothing: number, classes: number): Tensor {
  if (labelSmoothing === 0) return target
  return add(multiply(target, 1 - labelSmoothing), labelSmoothing / classes) as Tensor
}
