import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { hardShrink } from './hard-shrink.ts'

testOp(
  'hardShrink',
  hardShrink,
  elementwise({
    reference: (x, { threshold = 0.5 } = {}) => (Math.abs(x) <= threshold ? 0 : x),
    operands: 1,
    args: [[], [{ threshold: 1 }], [{ threshold: 0 }]],
    smooth: (x) => [0, 0.5, 1].every((kink) => Math.abs(Math.abs(x) - kink) > 0.05),
    known: [...knownUnary('hardShrink'), ...knownUnary('hardShrink 1', { args: [{ threshold: 1 }] })],
    errors: [
      [
        'a negative threshold',
        () => hardShrink(zeros([1]), { threshold: -1 }),
        'range',
        /^hardShrink: threshold must be a finite number >= 0, got -1$/,
      ],
      ['a threshold alone', () => hardShrink(zeros([1]), 1 as never), 'type', /^hardShrink: options must be an object, got 1$/],
    ],
  }),
)
