import { elementwise } from '../__tests__/elementwise-record.ts'
import { erf } from '../__tests__/erf.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { gelu } from './gelu.ts'

const tail = { relative: 4e-15, absolute: 2e-15 }

function approximation(x: number): number {
  return x === -Infinity ? -0 : 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
}

testOp(
  'gelu',
  gelu,
  elementwise({
    reference: (x, { approximate = 'none' } = {}) =>
      approximate === 'tanh' ? approximation(x) : x === -Infinity ? -0 : 0.5 * x * (1 + erf(x / Math.SQRT2)),
    operands: 1,
    args: [[], [{ approximate: 'tanh' }]],
    // 1 + erf cancels where the result is next to nothing.
    tolerance: { float64: tail, float32: { relative: 2 ** -23, absolute: 2e-15 } },
    known: [...knownUnary('gelu', { tolerance: tail }), ...knownUnary('gelu tanh', { args: [{ approximate: 'tanh' }], tolerance: tail })],
    errors: [
      [
        'another approximation',
        () => gelu(zeros([1]), { approximate: 'tan' as never }),
        'type',
        /unknown approximate "tan", expected one of none, tanh; did you mean tanh\?/,
      ],
    ],
  }),
)
