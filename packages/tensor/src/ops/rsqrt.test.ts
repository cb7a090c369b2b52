import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { rsqrt } from './rsqrt.ts'

testOp('rsqrt', rsqrt, elementwise({ reference: (x) => 1 / Math.sqrt(x), domain: [0.2, 4], known: knownUnary('rsqrt') }))
