import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownBinary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { prelu } from './prelu.ts'

testOp(
  'prelu',
  prelu,
  elementwise({
    reference: (x, slope) => (x > 0 ? x : slope * x),
    smooth: (value) => Math.abs(value) > 0.05,
    known: knownBinary('prelu'),
  }),
)
