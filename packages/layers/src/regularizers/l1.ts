import { checkNumber, checkOptions } from '@gradus/kernel'
import { abs, multiply, type Regularizer, sum, type Tensor } from '@gradus/tensor'

/** Options of {@link l1} and `l2`. */
export interface FactorOptions {
  /** How much the penalty counts; 0.01 unless stated. */
  readonly factor?: number
}

/**
 * factor · Σ |w|: drives the weights that matter little to 0 exactly.
 *
 * Gradient: g · factor · sign(w), 0 at 0.
 * Throws: GradusError 'range' unless the factor is finite and not negative.
 * Source: Tibshirani 1996, Regression shrinkage and selection via the lasso; defined as Keras' `L1`.
 *
 * @example
 * l1({ factor: 0.5 })(tensor([1, -3])).item() // 2
 */
export function l1(options: FactorOptions = {}): Regularizer {
  const factor = checkFactor('l1', options)
  return (parameter) => multiply(sum(abs(parameter)) as Tensor, factor)
}

/** Checks the options; gives the factor. */
export function checkFactor(regularizer: string, options: FactorOptions): number {
  checkOptions(regularizer, options, ['factor'])
  const { factor = 0.01 } = options
  checkNumber(regularizer, 'factor', factor, { min: 0 })
  return factor
}
