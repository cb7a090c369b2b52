import { expect, it } from 'vitest'
import { both, channelsFirst, placesAlong } from '../__tests__/images.ts'
import { type Sample, testOp } from '../__tests__/op-suite.ts'
import { type Plain, plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { ones } from '../creation/ones.ts'
import { zeros } from '../creation/zeros.ts'
import type { Conv2dOptions } from '../window/convolution.ts'
import { conv2d } from './conv2d.ts'

/** Convolution by its definition: each product is looked up by itself. */
function convolved(x: Plain, kernel: Plain, options: Conv2dOptions = {}): Plain {
  const { stride = 1, padding = 'valid', dilation = 1, groups = 1, layout } = options
  if (layout === 'channelsFirst') return channelsFirst(x, (swapped) => convolved(swapped, kernel, { ...options, layout: 'channelsLast' }))
  const [strides, dilations] = [both(stride), both(dilation)]
  const [batch, height, width] = x.shape as [number, number, number, number]
  const [kh, kw, inputs, filters] = kernel.shape as [number, number, number, number]
  const widths = typeof padding === 'string' ? ([padding, padding] as const) : both(padding)
  const rows = placesAlong(height, (kh - 1) * dilations[0] + 1, strides[0], widths[0])
  const columns = placesAlong(width, (kw - 1) * dilations[1] + 1, strides[1], widths[1])
  return built([batch, rows.count, columns.count, filters], ([n, row, column, filter]) => {
    let sum = 0
    const group = Math.floor(filter! / (filters / groups))
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        const y = row! * strides[0] + i * dilations[0] - rows.before
        const z = column! * strides[1] + j * dilations[1] - columns.before
        if (y < 0 || y >= height || z < 0 || z >= width) continue
        for (let c = 0; c < inputs; c++) sum += elementAt(x, [n!, y, z, group * inputs + c]) * elementAt(kernel, [i, j, c, filter!])
      }
    }
    return sum
  })
}

const sample = (x: readonly number[], kernel: readonly number[], options?: Conv2dOptions, more: Partial<Sample> = {}): Sample => ({
  inputs: [randomPlain(x, 1), randomPlain(kernel, 2)],
  ...(options && { args: [options] }),
  ...more,
})

testOp('conv2d', conv2d, {
  samples: [
    sample([2, 4, 5, 2], [3, 2, 2, 3]),
    sample([1, 1, 1, 1], [1, 1, 1, 1]),
    sample([1, 4, 5, 1], [3, 3, 1, 2], { padding: 'same' }),
    sample([1, 5, 4, 1], [2, 3, 1, 2], { padding: 'same', stride: [2, 3] }),
    sample([1, 5, 6, 1], [3, 2, 1, 1], { stride: 2, padding: [1, 2] }),
    sample([1, 3, 2, 1], [2, 2, 1, 1], { padding: 3 }),
    sample([1, 6, 5, 1], [2, 2, 1, 1], { dilation: [3, 2], padding: 1 }),
    sample([1, 7, 5, 2], [2, 2, 2, 1], { dilation: 2, stride: 3, padding: 'same' }),
    sample([1, 3, 4, 4], [2, 2, 2, 6], { groups: 2, padding: 'same' }),
    sample([1, 3, 3, 3], [2, 2, 1, 3], { groups: 3 }),
    sample([1, 5, 5, 1], [1, 1, 1, 2], { stride: 3 }),
    sample([2, 2, 4, 3], [2, 3, 2, 2], { layout: 'channelsFirst' }),
    sample([1, 4, 3, 4], [3, 2, 2, 4], { layout: 'channelsFirst', groups: 2, padding: 'same', stride: 2 }),
    sample([0, 4, 4, 2], [3, 3, 2, 3]),
    sample([1, 4, 4, 0], [3, 3, 0, 2], { padding: 'same' }),
    sample([1, 4, 4, 1], [3, 3, 1, 0]),
    sample([3, 9, 8, 4], [3, 3, 4, 8], { padding: 'same' }, { smooth: false }),
    { inputs: [plain([1, -2, 3, 4], [1, 2, 2, 1]), plain([5, 6, 7, -8], [2, 2, 1, 1])], args: [{ padding: 1 }], dtypes: ['int32'] },
  ],
  reference: ([x, kernel], options) => convolved(x!, kernel!, options),
  tolerance: { float32: { relative: 1e-5, absolute: 1e-5 }, float64: { relative: 1e-13, absolute: 1e-13 } },
  errors: [
    [
      'an image of the other layout',
      () => conv2d(zeros([1, 3, 8, 8]), zeros([3, 3, 3, 4]) as never),
      'shape',
      /^conv2d: x \[1,3,8,8\] has 8 channels, the kernel \[3,3,3,4\] takes 3; in layout 'channelsFirst' it would fit$/,
    ],
    [
      'and the reverse',
      () => conv2d(zeros([1, 8, 8, 3]), zeros([3, 3, 3, 4]) as never, { layout: 'channelsFirst' }),
      'shape',
      /has 8 channels, the kernel \[3,3,3,4\] takes 3; in layout 'channelsLast' it would fit$/,
    ],
    [
      'channels that differ',
      () => conv2d(zeros([1, 8, 8, 3]), zeros([3, 3, 2, 4]) as never, { groups: 2 }),
      'shape',
      /has 3 channels, the kernel \[3,3,2,4\] takes 2 in each of 2 groups$/,
    ],
    [
      'groups that do not divide',
      () => conv2d(zeros([1, 8, 8, 4]), zeros([3, 3, 2, 5]) as never, { groups: 2 }),
      'range',
      /^conv2d: 5 output channels do not divide into 2 groups$/,
    ],
    [
      'a kernel larger than the image',
      () => conv2d(zeros([1, 2, 6, 1]), zeros([3, 3, 1, 1]) as never, { dilation: 2, padding: 1 }),
      'shape',
      /^conv2d: the kernel spans \[5,5\], more than the padded image \[4,8\]$/,
    ],
    ['stride 0', () => conv2d(ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), { stride: 0 }), 'range', /stride must be an integer >= 1, got 0$/],
    [
      'half a stride',
      () => conv2d(ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), { stride: [1, 0.5] }),
      'range',
      /the width of stride must be an integer >= 1, got 0.5$/,
    ],
    [
      'three strides',
      () => conv2d(ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), { stride: [1, 1, 1] as never }),
      'type',
      /stride must be a number or \[height, width\], got \[1,1,1\]$/,
    ],
    [
      'another padding',
      () => conv2d(ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), { padding: 'full' as never }),
      'type',
      /padding must be 'valid', 'same' or so many elements, got "full"$/,
    ],
    ['negative padding', () => conv2d(ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), { padding: -1 }), 'range', /padding must be an integer >= 0/],
    [
      'a vector',
      () => conv2d(zeros([4]) as never, zeros([1, 1, 1, 1])),
      'shape',
      /^conv2d: x must have the axes \[batch, height, width, channels\], got shape \[4\]$/,
    ],
    ['a kernel of rank 2', () => conv2d(zeros([1, 2, 2, 1]), zeros([3, 3]) as never), 'shape', /the kernel must have the axes \[height/],
    ['no image', () => conv2d(zeros([1, 0, 2, 1]), zeros([1, 1, 1, 1]) as never), 'shape', /an image of \[0,2\] has no elements$/],
    [
      'mixed dtypes',
      () => conv2d(zeros([1, 2, 2, 1]), zeros([1, 1, 1, 1], { dtype: 'float64' })),
      'type',
      /x is float32, the kernel float64.*use cast/,
    ],
    ['bools', () => conv2d(zeros([1, 2, 2, 1], { dtype: 'bool' }), zeros([1, 1, 1, 1], { dtype: 'bool' })), 'type', /x is bool/],
    ['a number', () => conv2d(zeros([1, 2, 2, 1]), 3 as never), 'type', /kernel must be a tensor, got 3/],
  ],
})

it('is a matrix product where the kernel is one pixel', () => {
  expect(conv2d(ones([2, 3, 3, 5]), ones([1, 1, 5, 4])).toTypedArray()).toEqual(new Float32Array(72).fill(5))
})
