import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'

/** A number as an unevaluated sum high + low of two float64, for what needs more than 53 bits. */
export interface DoubleDouble {
  readonly high: Expression
  readonly low: Expression
}

/** The first 21 bits of a float64: the product of two such numbers is exact. */
export function firstBits(x: Expression): Expression {
  return e.fromHighLow(e.highBits(x), 0)
}

/** x split into its first 21 bits and the rest. */
export function split(x: Expression): DoubleDouble {
  const high = firstBits(x)
  return { high, low: e.subtract(x, high) }
}

/** a + b as the rounded sum and its error, exactly, for |a| ≥ |b| or a = 0 (Dekker 1971). */
export function fastTwoSum(a: Expression, b: Expression): DoubleDouble {
  const high = e.add(a, b)
  return { high, low: e.add(e.subtract(a, high), b) }
}
