import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sqrt } from './sqrt.ts'

testOp('sqrt', sqrt, elementwise({ reference: Math.sqrt, domain: [0.2, 4] }))
