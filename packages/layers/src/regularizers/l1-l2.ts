import { checkNumber, checkOptions, GradusError } from '@gradus/kernel'
import { add, type Regularizer } from '@gradus/tensor'
import { l1 } from './l1.ts'
import { l2 } from './l2.ts'

/** Options of {@link l1l2}: at least one of the two. */
export interface L1L2Options {
  /** The factor of Σ |w|; 0 unless stated. */
  readonly l1?: number
  /** The factor of Σ w²; 0 unless stated. */
  readonly l2?: number
}

/**
 * l1 · Σ |w| + l2 · Σ w².
 *
 * Gradient: g · (l1 · sign(w) + l2 · 2w).
 * Throws: GradusError 'range' unless both are finite and not negative, 'type' when neither is given.
 * Source: Zou & Hastie 2005, Regularization and variable selection via the elastic net; defined as Keras' `L1L2`.
 *
 * @example
 * l1l2({ l1: 1, l2: 0.5 })(tensor([1, -3])).item() // 9
 */
export function l1l2(options: L1L2Options): Regularizer {
  checkOptions('l1l2', options, ['l1', 'l2'])
  const { l1: absolute, l2: squared } = options ?? {}
  if (absolute === undefined && squared === undefined) throw new GradusError('type', 'l1l2: needs a factor, l1 or l2, got neither')
  if (absolute !== undefined) checkNumber('l1l2', 'l1', absolute, { min: 0 })
  if (squared !== undefined) checkNumber('l1l2', 'l2', squared, { min: 0 })
  if (absolute === undefined) return l2({ factor: squared! })
  if (squared === undefined) return l1({ factor: absolute })
  const [first, second] = [l1({ factor: absolute }), l2({ factor: squared })]
  return (parameter) => add(first(parameter), second(parameter))
}
