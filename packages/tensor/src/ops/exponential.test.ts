import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { exponential } from './exponential.ts'

testOp(
  'exponential',
  exponential,
  elementwise({
    reference: Math.exp,
    operands: 1,
    known: knownUnary('exponential'),
  }),
)
