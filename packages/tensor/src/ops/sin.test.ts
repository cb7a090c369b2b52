import { angles } from '../__tests__/angles.ts'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sin } from './sin.ts'

testOp('sin', sin, elementwise({ reference: Math.sin, special: angles }))
