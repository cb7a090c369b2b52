import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { exp } from './exp.ts'

testOp('exp', exp, elementwise({ reference: Math.exp }))
