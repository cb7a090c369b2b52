import { checkBoolean } from '@gradus/kernel'
import { checkLossOptions, type LossOptions } from './loss.ts'

/** Options of the cross-entropies. */
export interface CrossEntropyOptions extends LossOptions {
  /** Whether predictions are logits: numbers before the sigmoid or softmax. Default false. */
  readonly fromLogits?: boolean
}

/** Checks the options of a cross-entropy; gives whether its predictions are logits. */
export function readFromLogits(name: string, options: CrossEntropyOptions): boolean {
  checkLossOptions(name, options, ['fromLogits'])
  const { fromLogits = false } = options
  checkBoolean(name, 'fromLogits', fromLogits)
  return fromLogits
}
