import { expect, it } from 'vitest'
import { poolWindows } from '../__tests__/images.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { gradients } from '../backward.ts'
import { ones } from '../creation/ones.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import type { Pool2dOptions } from '../window/pooling.ts'
import { maxPool2d } from './max-pool2d.ts'

const sample = (shape: readonly number[], size: number | readonly [number, number], options?: Pool2dOptions) => ({
  inputs: [randomPlain(shape, 1)],
  args: options ? [size, options] : [size],
})

testOp('maxPool2d', maxPool2d, {
  samples: [
    sample([2, 4, 6, 2], 2),
    sample([1, 5, 7, 2], 2),
    sample([1, 5, 5, 1], [2, 3], { padding: 'same' }),
    sample([1, 5, 6, 2], 2, { stride: 3, padding: 1 }),
    sample([1, 6, 7, 1], 2, { stride: [3, 4] }),
    sample([1, 5, 5, 2], 3, { stride: 2 }),
    sample([1, 4, 4, 1], 3, { stride: 1, padding: 'same' }),
    sample([1, 5, 6, 1], [3, 2], { stride: [1, 2], padding: 1 }),
    sample([1, 5, 6, 1], 5, { padding: 'same' }),
    sample([1, 7, 5, 1], 5, { stride: 2, padding: 2 }),
    sample([2, 3, 4, 6], 2, { layout: 'channelsFirst' }),
    sample([1, 2, 5, 4], 3, { stride: 2, padding: 'same', layout: 'channelsFirst' }),
    sample([1, 3, 3, 1], 1),
    sample([0, 4, 4, 2], 2),
    sample([1, 4, 4, 0], 2),
    { inputs: [plain([1, -2, 3, -4, 5, 6, -7, 8, -9], [1, 3, 3, 1])], args: [2, { padding: 'same' }], dtypes: ['int32'] },
  ],
  reference: ([x], size, options) => poolWindows(x!, size, options, (elements) => Math.max(...elements)),
  errors: [
    [
      'a window larger than the image',
      () => maxPool2d(zeros([1, 2, 3, 1]), 3 as never),
      'shape',
      /^maxPool2d: the window spans \[3,3\], more than the padded image \[2,3\]$/,
    ],
    ['a size of 0', () => maxPool2d(zeros([1, 4, 4, 1]), 0 as never), 'range', /size must be an integer >= 1, got 0/],
    ['stride 0', () => maxPool2d(zeros([1, 4, 4, 1]), 2, { stride: 0 }), 'range', /stride must be an integer >= 1, got 0/],
    [
      'a padding as large as the window',
      () => maxPool2d(zeros([1, 4, 4, 1]), 2, { padding: [1, 2] }),
      'range',
      /^maxPool2d: padding \[1,2\] must be smaller than the window \[2,2\]$/,
    ],
    [
      'a matrix',
      () => maxPool2d(zeros([4, 4]), 2 as never),
      'shape',
      /x must have the axes \[batch, height, width, channels\], got shape \[4,4\]/,
    ],
    ['bools', () => maxPool2d(zeros([1, 4, 4, 1], { dtype: 'bool' }), 2), 'type', /the tensor is bool/],
  ],
})

/** The gradient of the sum of all maxima, each of which has the weight 1. */
function slope(values: readonly number[], shape: readonly number[], size: number, options: Pool2dOptions = {}): unknown {
  const x = tensor(values, { shape, requiresGradient: true }) as Tensor
  const y = maxPool2d(x, size as never, options) as Tensor
  return gradients(y, [x], { gradient: ones(y.shape) as Tensor })[0].toTypedArray()
}

const numbers = (...values: number[]) => new Float32Array(values)

it.each([
  ['in one formula', 2],
  ['by folding', 5],
])('gives the gradient to the first of equals, to the first NaN, and to no padding: %s', (_, size) => {
  const row = (...values: number[]) => [...values, ...new Array(size - values.length).fill(0)]
  const square = (...rows: number[][]) => [...rows, ...new Array(size - rows.length).fill(row())].flat()
  const shape = [1, size, size, 1]
  expect(slope(square(row(1, 3), row(3, 3)), shape, size)).toEqual(numbers(...square(row(0, 1))))
  expect(slope(square(row(9, 1), row(NaN, NaN)), shape, size)).toEqual(numbers(...square(row(), row(1))))
  const least = new Array(size * size).fill(-Infinity)
  expect(slope(least, shape, size)).toEqual(numbers(...square(row(1))))
  // Each window covers one element, and padding above and to one side of it.
  expect(slope([-Infinity, -Infinity], [1, 1, 2, 1], size, { padding: size - 1, stride: size })).toEqual(numbers(1, 1))
})

it('adds what overlapping windows give', () => {
  expect(slope([0, 0, 0, 0, 5, 0, 0, 0, 0], [1, 3, 3, 1], 2, { stride: 1 })).toEqual(numbers(0, 0, 0, 0, 4, 0, 0, 0, 0))
})
