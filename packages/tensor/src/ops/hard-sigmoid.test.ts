import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { hardSigmoid } from './hard-sigmoid.ts'

testOp(
  'hardSigmoid',
  hardSigmoid,
  elementwise({
    reference: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
    domain: [-5, 5],
    smooth: (x) => Math.abs(Math.abs(x) - 3) > 0.05,
    known: knownUnary('hardSigmoid'),
  }),
)
