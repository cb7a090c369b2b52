import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sigmoid } from './sigmoid.ts'

testOp(
  'sigmoid',
  sigmoid,
  elementwise({
    reference: (x) => 1 / (1 + Math.exp(-x)),
    known: knownUnary('sigmoid'),
  }),
)
