import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { greater } from './greater.ts'

testOp(
  'greater',
  greater,
  elementwise({
    reference: (a, b) => (a > b ? 1 : 0),
    dtypes: ['float32', 'float64', 'int32', 'bool'],
    resultDType: 'bool',
    differentiable: false,
  }),
)
