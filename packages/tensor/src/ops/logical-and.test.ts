import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { logicalAnd } from './logical-and.ts'

testOp('logicalAnd', logicalAnd, elementwise({ reference: (a, b) => a & b, dtypes: ['bool'], differentiable: false }))
