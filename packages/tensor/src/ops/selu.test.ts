import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { selu } from './selu.ts'

testOp(
  'selu',
  selu,
  elementwise({
    reference: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
    smooth: (x) => Math.abs(x) > 0.05,
    known: knownUnary('selu'),
  }),
)
