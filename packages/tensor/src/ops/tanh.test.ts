import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { tanh } from './tanh.ts'

testOp('tanh', tanh, elementwise({ reference: Math.tanh, known: knownUnary('tanh') }))
