import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { threshold } from './threshold.ts'

testOp(
  'threshold',
  threshold,
  elementwise({
    reference: (x, threshold, value) => (x <= threshold ? value : x),
    operands: 1,
    args: [[0.5, -7]],
    smooth: (x) => Math.abs(x - 0.5) > 0.05,
    known: knownUnary('threshold', { args: [0.5, -7] }),
    errors: [
      [
        'no value',
        () => threshold(zeros([1]), 0.5, undefined as never),
        'type',
        /^threshold: value must be a finite number, got undefined$/,
      ],
      [
        'a threshold of NaN',
        () => threshold(zeros([1]), Number.NaN, 0),
        'range',
        /^threshold: threshold must be a finite number, got NaN$/,
      ],
    ],
  }),
)
