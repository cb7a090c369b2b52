import { poolWindows } from '../__tests__/images.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { randomPlain } from '../__tests__/plain.ts'
import { total } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { type AveragePool2dOptions, averagePool2d } from './average-pool2d.ts'

const sample = (shape: readonly number[], size: number | readonly [number, number], options?: AveragePool2dOptions) => ({
  inputs: [randomPlain(shape, 1)],
  args: options ? [size, options] : [size],
})

testOp('averagePool2d', averagePool2d, {
  samples: [
    sample([2, 4, 6, 2], 2),
    sample([1, 5, 7, 2], 2),
    sample([1, 5, 5, 1], [2, 3], { padding: 'same' }),
    sample([1, 5, 5, 1], [2, 3], { padding: 'same', countPadding: true }),
    sample([1, 5, 6, 2], 2, { stride: 3, padding: 1 }),
    sample([1, 6, 7, 1], 2, { stride: [3, 4] }),
    sample([1, 5, 5, 2], 3, { stride: 2 }),
    sample([1, 4, 4, 1], 3, { stride: 1, padding: 'same' }),
    sample([1, 5, 6, 1], [3, 2], { stride: [1, 2], padding: 1, countPadding: true }),
    sample([2, 3, 4, 6], 2, { layout: 'channelsFirst' }),
    sample([1, 2, 5, 4], 3, { stride: 2, padding: 'same', layout: 'channelsFirst' }),
    sample([1, 3, 3, 1], 1),
    sample([0, 4, 4, 2], 2),
    sample([1, 4, 4, 0], 2),
  ],
  reference: ([x], size, options) =>
    poolWindows(x!, size, options, (elements, positions) => total(elements) / (options?.countPadding ? positions : elements.length)),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-6 }, float64: { relative: 1e-14, absolute: 1e-14 } },
  errors: [
    [
      'a window larger than the padded image',
      () => averagePool2d(zeros([1, 2, 3, 1]), 6 as never, { padding: 1 }),
      'shape',
      /the window spans \[6,6\], more than the padded image \[4,5\]$/,
    ],
    ['stride 0', () => averagePool2d(zeros([1, 4, 4, 1]), 2, { stride: [1, 0] }), 'range', /the width of stride must be an integer >= 1/],
    [
      'a padding as large as the window',
      () => averagePool2d(zeros([1, 4, 4, 1]), 2, { padding: 2 }),
      'range',
      /padding \[2,2\] must be smaller/,
    ],
    [
      'integers',
      () => averagePool2d(zeros([1, 4, 4, 1], { dtype: 'int32' }), 2),
      'type',
      /x is int32, expected float32 or float64; use cast/,
    ],
    [
      'an unknown option',
      () => averagePool2d(zeros([1, 4, 4, 1]), 2, { countpadding: true } as never),
      'type',
      /unknown option "countpadding"; did you mean countPadding\?/,
    ],
  ],
})
