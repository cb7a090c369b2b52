import { checkNumber, checkOptions, type NumberLimits } from '@gradus/kernel'

/** Options of the initializers that take a gain. */
export interface GainOptions {
  /** What the numbers are multiplied by, 1 unless stated. PyTorch recommends 5/3 before tanh and √2 before ReLU. */
  readonly gain?: number
}

/** The gain, checked. */
export function checkGain(operation: string, options: GainOptions, limits: NumberLimits = {}): number {
  checkOptions(operation, options, ['gain'])
  const { gain = 1 } = options
  checkNumber(operation, 'gain', gain, limits)
  return gain
}
