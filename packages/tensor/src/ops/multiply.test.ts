import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { multiply } from './multiply.ts'

testOp('multiply', multiply, elementwise({ reference: (a, b) => a * b, integers: Math.imul, dtypes: ['float32', 'float64', 'int32'] }))
