import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { tanhShrink } from './tanh-shrink.ts'

/** By x cosh x − sinh x = Σ 2k / (2k + 1)! · x²ᵏ⁺¹, whose terms do not cancel, over cosh x. */
function difference(x: number): number {
  if (!(Math.abs(x) < 20)) return x - Math.tanh(x)
  let term = x
  let sum = -0
  for (let k = 1; k < 60; k++) {
    term *= (x * x) / (2 * k * (2 * k + 1))
    sum += 2 * k * term
  }
  return sum / Math.cosh(x)
}

testOp(
  'tanhShrink',
  tanhShrink,
  elementwise({
    // A difference of less than x / 40 has lost five bits.
    tolerance: { float64: { relative: 2e-14 } },
    reference: difference,
    operands: 1,
    known: knownUnary('tanhShrink'),
  }),
)
