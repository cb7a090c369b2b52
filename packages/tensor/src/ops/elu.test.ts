import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { elu } from './elu.ts'

testOp(
  'elu',
  elu,
  elementwise({
    reference: (x, { alpha = 1 } = {}) => (x > 0 ? x : alpha * Math.expm1(x)),
    operands: 1,
    args: [[], [{ alpha: 0.5 }]],
    smooth: (x) => Math.abs(x) > 0.05,
    known: [...knownUnary('elu'), ...knownUnary('elu 0.5', { args: [{ alpha: 0.5 }] })],
    errors: [['alpha as text', () => elu(zeros([1]), { alpha: '1' as never }), 'type', /alpha must be a finite number, got "1"$/]],
  }),
)
