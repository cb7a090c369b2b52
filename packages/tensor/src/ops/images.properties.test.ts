// Protects: convolutions and poolings of any size against what they are in other words. Small integers make all sums exact.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectSameBits } from '../__tests__/plain.ts'
import {
  add,
  averagePool2d,
  type Conv2dOptions,
  concat,
  conv2d,
  gradients,
  greaterEqual,
  matmul,
  maxPool2d,
  multiply,
  type Pool2dOptions,
  pad,
  permute,
  reshape,
  slice,
  split,
  sum,
  type Tensor,
  tensor,
} from '../index.ts'

const size = (min: number, max: number) => fc.integer({ min, max })
const pair = (min: number, max: number) => fc.tuple(size(min, max), size(min, max))

/** Reproducible small integers, not all of one sign. */
function integers(shape: readonly number[], seed: number): Tensor {
  const count = shape.reduce((product, length) => product * length, 1)
  const values = Float32Array.from({ length: count }, (_, i) => (((i + seed) * 7919) % 13) - 6)
  return tensor(values, { shape, requiresGradient: true }) as Tensor
}

const convolutions = fc
  .record({
    image: fc.tuple(size(0, 2), size(1, 7), size(1, 7), size(1, 3)),
    kernel: fc.tuple(size(1, 3), size(1, 3)),
    filters: size(1, 3),
    stride: pair(1, 3),
    dilation: pair(1, 2),
    padding: pair(0, 3),
    seed: size(0, 99),
  })
  .filter(({ image, kernel, dilation, padding }) =>
    [0, 1].every((axis) => (kernel[axis]! - 1) * dilation[axis]! + 1 <= image[axis + 1]! + 2 * padding[axis]!),
  )
  .map(({ image, kernel, filters, stride, dilation, padding, seed }) => ({
    x: integers(image, seed),
    kernel: integers([...kernel, image[3], filters], seed + 1),
    options: { stride, dilation, padding } as Conv2dOptions & Record<'stride' | 'dilation' | 'padding', readonly [number, number]>,
  }))

const poolings = fc
  .record({
    image: fc.tuple(size(0, 2), size(1, 7), size(1, 7), size(1, 2)),
    window: pair(1, 3),
    stride: pair(1, 4),
    padding: pair(0, 2),
    seed: size(0, 99),
  })
  .filter(({ image, window, padding }) =>
    [0, 1].every((axis) => padding[axis]! < window[axis]! && window[axis]! <= image[axis + 1]! + 2 * padding[axis]!),
  )
  .map(({ image, window, stride, padding, seed }) => ({
    x: integers(image, seed),
    window,
    options: { stride, padding } as Pool2dOptions & { padding: readonly [number, number] },
  }))

const convolve = (x: Tensor, kernel: Tensor, options: Conv2dOptions): Tensor => conv2d(x, kernel as never, options) as Tensor
const same = (actual: Tensor, expected: Tensor): void => expectSameBits(actual, expected, `${actual} against ${expected}`)
const total = (x: Tensor): number => sum(x).item()
const first = (x: Tensor): Tensor => permute(x, [0, 3, 1, 2]) as Tensor
const last = (x: Tensor): Tensor => permute(x, [0, 2, 3, 1]) as Tensor

describe('a convolution', () => {
  it('is the sum of a matrix product for each position of the kernel', () => {
    const around = (x: Tensor, [tall, wide]: readonly [number, number]) => pad(x, [[0, 0], [tall, tall], [wide, wide], [0, 0]]) // biome-ignore format: as a table
    fc.assert(
      fc.property(convolutions, ({ x, kernel, options }) => {
        const { stride, dilation, padding } = options
        const y = convolve(x, kernel, options)
        const padded = around(x, padding)
        let expected: Tensor | undefined
        for (let i = 0; i < kernel.shape[0]!; i++) {
          for (let j = 0; j < kernel.shape[1]!; j++) {
            const [top, left] = [i * dilation[0], j * dilation[1]]
            const covered = slice(padded, [
              undefined,
              { start: top, end: top + (y.shape[1]! - 1) * stride[0] + 1, step: stride[0] },
              { start: left, end: left + (y.shape[2]! - 1) * stride[1] + 1, step: stride[1] },
              undefined,
            ]) as Tensor
            const weights = reshape(slice(kernel, [[i, i + 1], [j, j + 1]]) as Tensor, [kernel.shape[2]!, kernel.shape[3]!]) // biome-ignore format: as a pair
            const product = matmul(covered, weights as never) as Tensor
            expected = expected ? (add(expected, product) as Tensor) : product
          }
        }
        same(add(y, 0), add(expected!, 0))
      }),
    )
  })

  it('is one matrix product of all windows, each in a row', () => {
    fc.assert(
      fc.property(convolutions, ({ x, kernel, options }) => {
        const { stride, dilation, padding } = options
        const y = convolve(x, kernel, options)
        const [tall, wide] = padding
        const padded = pad(x, [[0, 0], [tall, tall], [wide, wide], [0, 0]]) as Tensor // biome-ignore format: as a table
        const [height, width, channels, filters] = kernel.shape as readonly [number, number, number, number]
        const columns = Array.from({ length: height * width }, (_, at) => {
          const [top, left] = [Math.floor(at / width) * dilation[0], (at % width) * dilation[1]]
          return slice(padded, [
            undefined,
            { start: top, end: top + (y.shape[1]! - 1) * stride[0] + 1, step: stride[0] },
            { start: left, end: left + (y.shape[2]! - 1) * stride[1] + 1, step: stride[1] },
          ]) as Tensor
        })
        const windows = reshape(concat(columns, -1) as Tensor, [y.size / filters, height * width * channels])
        const product = matmul(windows as Tensor, reshape(kernel, [height * width * channels, filters]) as never) as Tensor
        same(add(y, 0), add(reshape(product, y.shape as never) as Tensor, 0))
      }),
    )
  })

  it('is linear in both, and its gradients are its transposes', () => {
    fc.assert(
      fc.property(convolutions, ({ x, kernel, options }) => {
        const y = convolve(x, kernel, options)
        const upstream = integers(y.shape, 5).detach()
        const [dx, dKernel] = gradients(y, [x, kernel], { gradient: upstream })
        const weighted = total(multiply(y, upstream))
        expect(total(multiply(x, dx))).toBe(weighted)
        expect(total(multiply(kernel, dKernel))).toBe(weighted)
      }),
    )
  })

  it('of channels first is that of channels last, moved', () => {
    fc.assert(
      fc.property(convolutions, ({ x, kernel, options }) => {
        same(last(convolve(first(x), kernel, { ...options, layout: 'channelsFirst' })), convolve(x, kernel, options))
      }),
    )
  })

  it('in groups is several side by side', () => {
    fc.assert(
      fc.property(convolutions, size(1, 3), ({ x, kernel, options }, groups) => {
        const images = Array.from({ length: groups }, (_, group) => add(x, group) as Tensor)
        const kernels = Array.from({ length: groups }, (_, group) => add(kernel, 2 * group) as Tensor)
        const whole = convolve(concat(images, -1) as Tensor, concat(kernels, -1) as Tensor, { ...options, groups })
        split(whole, groups, -1).forEach((part, group) => {
          same(part as Tensor, convolve(images[group]!, kernels[group]!, options))
        })
      }),
    )
  })
})

describe('a pooling', () => {
  it('takes no less at most than on average', () => {
    fc.assert(
      fc.property(poolings, ({ x, window, options }) => {
        const least = averagePool2d(x, window as never, options) as Tensor
        // A rounded mean of equals may pass them by an ulp.
        expect(greaterEqual(add(maxPool2d(x, window as never, options) as Tensor, 1e-5), least).toTypedArray()).not.toContain(0)
      }),
    )
  })

  it('loses nothing of the upstream gradient', () => {
    fc.assert(
      fc.property(poolings, ({ x, window, options }) => {
        const y = maxPool2d(x, window as never, options) as Tensor
        const upstream = integers(y.shape, 3).detach()
        const [dx] = gradients(y, [x], { gradient: upstream })
        expect(total(dx)).toBe(total(upstream))
        expect(total(multiply(x, dx))).toBe(total(multiply(y, upstream)))
      }),
    )
  })

  it('that counts the padding is one of a padded image', () => {
    fc.assert(
      fc.property(poolings, ({ x, window, options }) => {
        const [tall, wide] = options.padding
        const padded = pad(x, [[0, 0], [tall, tall], [wide, wide], [0, 0]]) as Tensor // biome-ignore format: as a table
        const { padding: _, ...others } = options
        same(
          add(averagePool2d(x, window as never, { ...options, countPadding: true }) as Tensor, 0),
          add(averagePool2d(padded, window as never, others) as Tensor, 0),
        )
      }),
    )
  })
})
