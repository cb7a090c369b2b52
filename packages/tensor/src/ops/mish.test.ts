import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { mish } from './mish.ts'

testOp(
  'mish',
  mish,
  elementwise({
    reference: (x) => (x === -Infinity ? -0 : x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))),
    known: knownUnary('mish'),
  }),
)
