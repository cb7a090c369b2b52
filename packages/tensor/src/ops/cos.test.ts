import { angles } from '../__tests__/angles.ts'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { cos } from './cos.ts'

testOp('cos', cos, elementwise({ reference: Math.cos, special: angles }))
