import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { logicalNot } from './logical-not.ts'

testOp('logicalNot', logicalNot, elementwise({ reference: (x) => 1 - x, dtypes: ['bool'], differentiable: false }))
