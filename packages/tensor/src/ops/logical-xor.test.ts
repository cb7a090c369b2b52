import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { logicalXor } from './logical-xor.ts'

testOp('logicalXor', logicalXor, elementwise({ reference: (a, b) => a ^ b, dtypes: ['bool'], differentiable: false }))
