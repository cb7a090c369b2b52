import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { logSigmoid } from './log-sigmoid.ts'

testOp(
  'logSigmoid',
  logSigmoid,
  elementwise({
    reference: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
    known: knownUnary('logSigmoid'),
  }),
)
