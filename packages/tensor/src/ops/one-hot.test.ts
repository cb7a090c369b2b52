import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { oneHot } from './one-hot.ts'

const int32 = { dtype: 'int32' } as const

testOp('oneHot', oneHot, {
  samples: [
    { inputs: [plain([2, 0, 1], [3], 'int32')], args: [3] },
    { inputs: [plain([2, 0, 1, 1], [2, 2], 'int32')], args: [4] },
    { inputs: [plain([0], [], 'int32')], args: [1] },
    { inputs: [plain([], [0], 'int32')], args: [2] },
  ],
  reference: ([indices], depth) =>
    built([...indices!.shape, depth], (index) => (elementAt(indices!, index.slice(0, -1)) === index.at(-1) ? 1 : 0)),
  dtypes: ['float32'],
  differentiable: false,
  errors: [
    [
      'an index beyond the depth',
      () => oneHot(tensor([0, 7], int32), 3),
      'range',
      /^oneHot: value\[1\] = 7 out of range \[0,2\]; the depth is 3$/,
    ],
    ['a negative index', () => oneHot(tensor([-1], int32), 3), 'range', /value\[0\] = -1 out of range \[0,2\]/],
    ['float indices', () => oneHot(tensor([1]), 3), 'type', /indices must be int32, got float32/],
    ['a depth of 0', () => oneHot(tensor([0], int32), 0), 'range', /depth must be an integer >= 1, got 0/],
    [
      'an unknown dtype',
      () => oneHot(tensor([0], int32), 2, { dtype: 'flot32' as never }),
      'type',
      /unknown dtype "flot32".*did you mean float32/,
    ],
  ],
})

it.each(['float64', 'int32', 'bool'] as const)('gives %s', (dtype) => {
  const hot = oneHot(tensor([1], int32), 2, { dtype })
  expect(hot.dtype).toBe(dtype)
  expect(hot.toArray()).toEqual([[0, 1]])
})
