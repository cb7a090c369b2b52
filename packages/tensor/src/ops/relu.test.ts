import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { relu } from './relu.ts'

testOp(
  'relu',
  relu,
  elementwise({
    reference: (x) => Math.max(x, 0),
    smooth: (x) => Math.abs(x) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownUnary('relu'),
  }),
)
