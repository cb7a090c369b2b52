import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { ceil } from './ceil.ts'

testOp('ceil', ceil, elementwise({ reference: Math.ceil, smooth: (x) => Math.abs(x - Math.round(x)) > 0.05 }))
