import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { log } from './log.ts'

testOp('log', log, elementwise({ reference: Math.log, domain: [0.2, 4], known: knownUnary('log') }))
