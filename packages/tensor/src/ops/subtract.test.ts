import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { subtract } from './subtract.ts'

testOp('subtract', subtract, elementwise({ reference: (a, b) => a - b, dtypes: ['float32', 'float64', 'int32'] }))
