import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { expm1 } from './expm1.ts'

testOp('expm1', expm1, elementwise({ reference: Math.expm1, known: knownUnary('expm1') }))
