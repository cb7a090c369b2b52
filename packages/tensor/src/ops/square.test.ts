import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { square } from './square.ts'

testOp(
  'square',
  square,
  elementwise({ reference: (x) => x * x, integers: (x) => Math.imul(x!, x!), dtypes: ['float32', 'float64', 'int32'] }),
)
