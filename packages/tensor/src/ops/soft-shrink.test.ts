import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { softShrink } from './soft-shrink.ts'

testOp(
  'softShrink',
  softShrink,
  elementwise({
    reference: (x, { threshold = 0.5 } = {}) => x - Math.max(Math.min(x, threshold), -threshold),
    operands: 1,
    args: [[], [{ threshold: 1 }], [{ threshold: 0 }]],
    smooth: (x) => [0, 0.5, 1].every((kink) => Math.abs(Math.abs(x) - kink) > 0.05),
    known: [...knownUnary('softShrink'), ...knownUnary('softShrink 1', { args: [{ threshold: 1 }] })],
    errors: [
      [
        'a negative threshold',
        () => softShrink(zeros([1]), { threshold: -1 }),
        'range',
        /^softShrink: threshold must be a finite number >= 0, got -1$/,
      ],
      ['a threshold alone', () => softShrink(zeros([1]), 1 as never), 'type', /^softShrink: options must be an object, got 1$/],
    ],
  }),
)
