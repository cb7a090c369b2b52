import { angles } from '../__tests__/angles.ts'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { tan } from './tan.ts'

testOp('tan', tan, elementwise({ reference: Math.tan, domain: [-1.2, 1.2], special: angles }))
