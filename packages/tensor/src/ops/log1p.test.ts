import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { log1p } from './log1p.ts'

testOp('log1p', log1p, elementwise({ reference: Math.log1p, domain: [-0.7, 4], known: knownUnary('log1p') }))
