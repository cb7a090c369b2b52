import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { hardTanh } from './hard-tanh.ts'

testOp(
  'hardTanh',
  hardTanh,
  elementwise({
    reference: (x) => Math.max(Math.min(x, 1), -1),
    smooth: (x) => Math.abs(Math.abs(x) - 1) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownUnary('hardTanh'),
  }),
)
