import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { linear } from './linear.ts'

testOp(
  'linear',
  linear,
  elementwise({
    reference: (x) => x,
    dtypes: ['float32', 'float64', 'int32'],
  }),
)
