import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { sign } from './sign.ts'

testOp(
  'sign',
  sign,
  elementwise({
    reference: Math.sign,
    smooth: (x) => Math.abs(x) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownUnary('sign'),
  }),
)
