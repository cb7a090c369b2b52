import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { clip } from './clip.ts'

const x = zeros([1])

testOp(
  'clip',
  clip,
  elementwise({
    reference: (x, low, high) => Math.min(Math.max(x, low), high),
    operands: 1,
    args: [
      [-1, 1],
      [-Infinity, 0],
      [1, Infinity],
    ],
    smooth: (x) => Math.abs(x) > 0.05 && Math.abs(Math.abs(x) - 1) > 0.05,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownUnary('clip', { args: [-1, 0.5] }),
    errors: [
      ['bounds the wrong way round', () => clip(x, 1, 0), 'range', /^clip: low must be <= high, got 1 and 0$/],
      ['a bound of NaN', () => clip(x, NaN, 0), 'range', /^clip: low must be a finite number, got NaN$/],
      ['a missing bound', () => clip(x, 0, undefined as never), 'type', /^clip: high must be a finite number, got undefined$/],
      ['half an integer', () => clip(zeros([1], { dtype: 'int32' }), 0.5, 2), 'range', /^clip: 0.5 does not fit int32/],
    ],
  }),
)
