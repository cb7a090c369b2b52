import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sparsePlus } from './sparse-plus.ts'

testOp(
  'sparsePlus',
  sparsePlus,
  elementwise({
    reference: (x) => (x <= -1 ? 0 : x < 1 ? 0.25 * (x + 1) * (x + 1) : x),
    // The second derivative jumps.
    smooth: (x) => Math.abs(Math.abs(x) - 1) > 0.05,
  }),
)
