import { elementwise } from '../__tests__/elementwise-record.ts'
import { erf as reference } from '../__tests__/erf.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { erf } from './erf.ts'

testOp('erf', erf, elementwise({ reference, known: knownUnary('erf') }))
