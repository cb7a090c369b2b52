import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { isNaN } from './is-nan.ts'

testOp('isNaN', isNaN, elementwise({ reference: (x) => (Number.isNaN(x) ? 1 : 0), resultDType: 'bool', differentiable: false }))
