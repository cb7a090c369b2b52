import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { logicalOr } from './logical-or.ts'

testOp('logicalOr', logicalOr, elementwise({ reference: (a, b) => a | b, dtypes: ['bool'], differentiable: false }))
