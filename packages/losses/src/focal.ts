import { checkNumber, type Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'

/** Throws unless gamma, how much less an answer counts the better it is, is 0 or more. */
export function checkGamma(name: string, gamma: unknown): asserts gamma is number {
  checkNumber(name, 'gamma', gamma, { min: 0 })
}

/** How far an answer is off, in [0, 1], to the power of gamma. Exponents that are common are products; a root is 0 below 1e-12, where it is too steep. */
export function focus(miss: Expression, gamma: number): Expression {
  if (gamma === 0) return e.constant(1, miss.dtype)
  if (gamma === 1) return miss
  if (gamma === 2) return e.multiply(miss, miss)
  if (gamma > 2) return powerOf(miss, gamma)
  return e.select(e.less(miss, least), 0, powerOf(e.maximum(miss, least), gamma))
}

/** The derivative of {@link focus}, which is finite at 0. */
export function focusSlope(miss: Expression, gamma: number): Expression {
  if (gamma === 0) return e.constant(0, miss.dtype)
  if (gamma === 1) return e.constant(1, miss.dtype)
  if (gamma === 2) return e.multiply(2, miss)
  return e.multiply(gamma, powerOf(gamma > 2 ? miss : e.maximum(miss, least), gamma - 1))
}

const least = 1e-12

function powerOf(a: Expression, exponent: number): Expression {
  return numerics.power(a, e.constant(exponent, a.dtype))
}
