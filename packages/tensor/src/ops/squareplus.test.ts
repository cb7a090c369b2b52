import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { squareplus } from './squareplus.ts'

testOp(
  'squareplus',
  squareplus,
  elementwise({
    reference: (x, { b = 4 } = {}) => {
      const root = Math.abs(x) > 1e150 ? Math.abs(x) : Math.sqrt(x * x + b)
      return x < 0 ? b / 2 / (root - x) : (x + root) / 2
    },
    operands: 1,
    args: [[], [{ b: 0.5 }]],
    errors: [['b 0', () => squareplus(zeros([1]), { b: 0 }), 'range', /^squareplus: b must be a finite number > 0, got 0$/]],
  }),
)
