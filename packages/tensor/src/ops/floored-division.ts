import type { Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'

/** ⌊a / b⌋ of floats. */
export const flooredQuotient = /* @__PURE__ */ e.formula({
  name: 'floorDivide',
  define: (a, b) => {
    const { whole, crossed } = truncatedDivision(a!, b!)
    return e.select(crossed, e.subtract(whole, 1), whole)
  },
  differentiate: () => [0, 0],
  text: '⌊a / b⌋',
})

/** a − b · ⌊a / b⌋ of floats. */
export const flooredRemainder = /* @__PURE__ */ e.formula({
  name: 'modulo',
  define: (a, b) => {
    const { rest, crossed } = truncatedDivision(a!, b!)
    const zero = e.select(e.less(b!, 0), e.constant(-0, 'float64'), 0)
    return e.select(crossed, e.add(rest, b!), e.select(e.equal(rest, 0), zero, rest))
  },
  text: 'a − b · ⌊a / b⌋',
})

/** ⌊a / b⌋ of int32; 0 for b = 0. A float64 holds the quotient well enough to tell on which side of an integer it lies. */
export function integerQuotient(a: Expression, b: Expression): Expression {
  const quotient = e.floor(e.divide(e.cast(a, 'float64'), e.cast(b, 'float64')))
  const wrapped = e.select(e.equal(quotient, 2147483648), -2147483648, quotient)
  return e.select(e.equal(b, 0), 0, e.cast(wrapped, 'int32'))
}

/** a − b · ⌊a / b⌋ of int32; 0 for b = 0. */
export function integerRemainder(a: Expression, b: Expression): Expression {
  return e.select(e.equal(b, 0), 0, e.subtract(a, e.multiply(b, integerQuotient(a, b))))
}

interface Division {
  /** a / b without its fraction; one too large where the division rounded up to an integer. */
  readonly whole: Expression
  /** a − b · whole, exactly. */
  readonly rest: Expression
  /** Whether the rest lies on the other side of 0 than b, so that the floor is one less. */
  readonly crossed: Expression
}

function truncatedDivision(a: Expression, b: Expression): Division {
  const whole = e.trunc(e.divide(a, b))
  const product = e.multiply(whole, b)
  const exact = e.subtract(e.subtract(a, product), productError(whole, b, product))
  const known = e.less(e.abs(whole), 9007199254740992)
  // 0 · b is left out, which is NaN for an infinite b.
  const rest = e.select(e.equal(whole, 0), a, e.select(known, exact, NaN))
  const crossed = e.and(e.notEqual(rest, 0), e.xor(e.less(rest, 0), e.less(b, 0)))
  return { whole, rest, crossed }
}

/**
 * What rounding took from whole · b: the products of their halves, each exact.
 *
 * Source: Dekker 1971, A floating-point technique for extending the available precision. `b` is split by bits, since a factor may overflow.
 */
function productError(whole: Expression, b: Expression, product: Expression): Expression {
  const scaled = e.multiply(whole, 134217729)
  const wholeHigh = e.subtract(scaled, e.subtract(scaled, whole))
  const wholeLow = e.subtract(whole, wholeHigh)
  const bHigh = e.fromHighLow(e.highBits(b), e.and(e.lowBits(b), -134217728))
  const bLow = e.subtract(b, bHigh)
  const cross = e.add(e.subtract(e.multiply(wholeHigh, bHigh), product), e.multiply(wholeHigh, bLow))
  return e.add(e.add(cross, e.multiply(wholeLow, bHigh)), e.multiply(wholeLow, bLow))
}
