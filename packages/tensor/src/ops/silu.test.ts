import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { silu } from './silu.ts'

testOp(
  'silu',
  silu,
  elementwise({
    reference: (x) => (x === -Infinity ? -0 : x / (1 + Math.exp(-x))),
    known: knownUnary('silu'),
  }),
)
