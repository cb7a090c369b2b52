import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { softplus } from './softplus.ts'

testOp(
  'softplus',
  softplus,
  elementwise({ reference: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), known: knownUnary('softplus') }),
)
