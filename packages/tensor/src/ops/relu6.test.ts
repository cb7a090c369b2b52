import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { relu6 } from './relu6.ts'

testOp(
  'relu6',
  relu6,
  elementwise({
    reference: (x) => Math.min(Math.max(x, 0), 6),
    domain: [-4, 9],
    smooth: (x) => Math.abs(x) > 0.05 && Math.abs(x - 6) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownUnary('relu6'),
  }),
)
