import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownBinary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { minimum } from './minimum.ts'

testOp(
  'minimum',
  minimum,
  elementwise({
    reference: Math.min,
    operands: 2,
    smoothTogether: (a, b) => Math.abs(a - b) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownBinary('minimum'),
  }),
)
