import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { divide } from './divide.ts'

testOp('divide', divide, elementwise({ reference: (a, b) => a / b, smooth: (x) => Math.abs(x) > 0.3 }))
