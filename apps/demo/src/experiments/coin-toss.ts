import { scalar } from '@gradus/kernel'

/** Whether a loss is that of answering ½ to everything, log 2: the plateau on which runs begin, and on which some stay. */
export function isCoinToss(loss: number): boolean {
  return Math.abs(loss - log2) < 0.02
}

const log2 = scalar.log(2)
