import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { pad } from './pad.ts'

testOp('pad', pad, {
  samples: [
    {
      inputs: [randomPlain([2, 3], 1)],
      args: [
        [
          [1, 0],
          [2, 1],
        ],
      ],
    },
    {
      inputs: [randomPlain([2, 3], 1)],
      args: [
        [
          [0, 0],
          [0, 2],
        ],
        { value: -Infinity },
      ],
      smooth: false,
    },
    {
      inputs: [randomPlain([2, 3], 1)],
      args: [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    },
    { inputs: [randomPlain([], 1)], args: [[]] },
    {
      inputs: [plain([], [0, 2])],
      args: [
        [
          [1, 1],
          [0, 1],
        ],
        { value: 7 },
      ],
    },
    { inputs: [plain([1, 0])], args: [[[1, 2]], { value: 1 }], dtypes: ['bool', 'int32'] },
  ],
  reference: ([x], widths: readonly (readonly [number, number])[], { value = 0 } = {}) =>
    built(
      x!.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1]),
      (index) => {
        const own = index.map((i, axis) => i - widths[axis]![0])
        return own.every((i, axis) => i >= 0 && i < x!.shape[axis]!) ? elementAt(x!, own) : value
      },
    ),
  errors: [
    ['too few pairs', () => pad(zeros([2, 2]), [[1, 1]]), 'shape', /1 pairs of widths for the 2 axes of shape \[2,2\]/],
    ['a negative width', () => pad(zeros([2]), [[0, -1]]), 'range', /width after axis 0 must be an integer >= 0, got -1/],
    ['a number for a pair', () => pad(zeros([2]), [1 as never]), 'type', /widths of axis 0 must be \[before, after\], got 1/],
    [
      'a value that does not fit',
      () => pad(zeros([2], { dtype: 'int32' }), [[1, 1]], { value: 0.5 }),
      'range',
      /value 0.5 does not fit int32/,
    ],
    ['too many elements', () => pad(zeros([2]), [[0, 2 ** 31]]), 'range', /the limit is/],
  ],
})
