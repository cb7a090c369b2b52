import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { isFinite } from './is-finite.ts'

testOp('isFinite', isFinite, elementwise({ reference: (x) => (Number.isFinite(x) ? 1 : 0), resultDType: 'bool', differentiable: false }))
