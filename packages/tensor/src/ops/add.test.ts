import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { add } from './add.ts'

testOp('add', add, elementwise({ reference: (a, b) => a + b, dtypes: ['float32', 'float64', 'int32'] }))
