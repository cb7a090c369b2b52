import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { reciprocal } from './reciprocal.ts'

testOp('reciprocal', reciprocal, elementwise({ reference: (x) => 1 / x, smooth: (x) => Math.abs(x) > 0.3 }))
