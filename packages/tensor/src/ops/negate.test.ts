import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { negate } from './negate.ts'

testOp('negate', negate, elementwise({ reference: (x) => -x, dtypes: ['float32', 'float64', 'int32'] }))
