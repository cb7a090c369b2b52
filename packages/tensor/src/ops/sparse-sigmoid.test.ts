import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sparseSigmoid } from './sparse-sigmoid.ts'

testOp(
  'sparseSigmoid',
  sparseSigmoid,
  elementwise({
    reference: (x) => Math.min(Math.max(0.5 * (x + 1), 0), 1),
    smooth: (x) => Math.abs(Math.abs(x) - 1) > 0.05,
  }),
)
