import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { celu } from './celu.ts'

testOp(
  'celu',
  celu,
  elementwise({
    reference: (x, { alpha = 1 } = {}) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
    operands: 1,
    args: [[], [{ alpha: 0.5 }]],
    smooth: (x) => Math.abs(x) > 0.05,
    known: [...knownUnary('celu'), ...knownUnary('celu 0.5', { args: [{ alpha: 0.5 }] })],
    errors: [
      ['alpha 0', () => celu(zeros([1]), { alpha: 0 }), 'range', /^celu: alpha must be a finite number > 0, got 0$/],
      ['an option of elu', () => celu(zeros([1]), { alfa: 1 } as object), 'type', /unknown option "alfa"; did you mean alpha\?/],
    ],
  }),
)
