import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { floor } from './floor.ts'

testOp('floor', floor, elementwise({ reference: Math.floor, smooth: (x) => Math.abs(x - Math.round(x)) > 0.05 }))
