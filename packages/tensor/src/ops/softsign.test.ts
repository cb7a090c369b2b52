import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { softsign } from './softsign.ts'

testOp(
  'softsign',
  softsign,
  elementwise({
    reference: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
    smooth: (x) => Math.abs(x) > 0.05,
    known: knownUnary('softsign'),
  }),
)
