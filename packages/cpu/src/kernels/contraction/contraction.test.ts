import { denseView, expression as e, type MapKernel, type Shape, type View } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { expectAgreement, runOnCpu, sample } from '../../__fixtures__/agreement.ts'
import { extentOf, inputViews, outputViews, shapes } from '../../__fixtures__/arbitraries.ts'
import { prepareContraction } from './contraction.ts'

type Float = 'float32' | 'float64'

function contraction(
  dtype: Float,
  shape: Shape,
  left: View,
  right: View,
  axes = 1,
  output: View = denseView(shape.slice(0, -axes)),
): MapKernel {
  const body = e.multiply(e.input(0, dtype), e.input(1, dtype))
  return {
    kind: 'map',
    name: 'matmul',
    shape,
    inputs: [left, right],
    body,
    output,
    reduce: { operation: 'sum', axes, order: 'sequential' },
  }
}

/** [m, k] · [k, n]; either factor may be stored transposed. */
function matmul(dtype: Float, m: number, n: number, k: number, transpose: readonly [boolean, boolean] = [false, false]): MapKernel {
  const left = { offset: 0, strides: transpose[0] ? [1, 0, m] : [k, 0, 1] }
  const right = { offset: 0, strides: transpose[1] ? [0, k, 1] : [0, 1, n] }
  return contraction(dtype, [m, n, k], left, right)
}

/** Numbers between −1 and 1: nothing in their products overflows or underflows. */
function tame(dtype: Float, length: number, seed = 1) {
  const array = dtype === 'float32' ? new Float32Array(length) : new Float64Array(length)
  sample('int32', length, seed).forEach((value, i) => {
    array[i] = value / 2 ** 31
  })
  return array
}

/** A matrix product said as plainly as can be, for sizes that the plain evaluator of kernels takes too long for. */
function multiplyNaively(dtype: Float, m: number, n: number, k: number, a: ArrayLike<number>, b: ArrayLike<number>) {
  const round = dtype === 'float32' ? Math.fround : (x: number) => x
  const c = dtype === 'float32' ? new Float32Array(m * n) : new Float64Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let l = 0; l < k; l++) sum = round(sum + round(a[i * k + l]! * b[l * n + j]!))
      c[i * n + j] = sum
    }
  }
  return c
}

describe.each(['float32', 'float64'] as const)('matrix products of %s', (dtype) => {
  const sizes: [number, number, number][] = [
    [1, 1, 1],
    [2, 4, 2],
    [1, 1, 0],
    [0, 3, 2],
    [3, 0, 2],
    [1, 7, 5],
    [7, 1, 5],
    [2, 3, 4],
    [3, 4, 5],
    [5, 5, 5],
    [17, 16, 15],
    [4, 10, 64],
  ]

  describe.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const)('transposed %s, %s', (...transpose) => {
    it.each(sizes)('%i × %i over %i', (m, n, k) => {
      const kernel = matmul(dtype, m, n, k, transpose)
      expect(prepareContraction(kernel)).toBeDefined()
      expectAgreement(kernel, [tame(dtype, m * k), tame(dtype, k * n, 2)], dtype, m * n)
      expectAgreement(kernel, [sample(dtype, m * k), sample(dtype, k * n, 2)], dtype, m * n)
    })
  })

  it.each([
    [3, 5, 255],
    [3, 5, 256],
    [2, 5, 257],
    [5, 4, 1100],
    [5, 383, 3],
    [3, 385, 7],
    [4, 800, 300],
  ])('%i × %i over %i, in blocks', (m, n, k) => {
    for (const data of [tame, sample]) {
      const a = data(dtype, m * k)
      const b = data(dtype, k * n, 2)
      const kernel = matmul(dtype, m, n, k)
      const actual = runOnCpu(kernel, [a, b], [dtype, dtype], dtype, new (dtype === 'float32' ? Float32Array : Float64Array)(m * n))
      const expected = multiplyNaively(dtype, m, n, k, a, b)
      expect(actual.findIndex((value, i) => !Object.is(value, expected[i]) && !(Number.isNaN(value) && Number.isNaN(expected[i]!)))).toBe(
        -1,
      )
    }
  })

  it('in a batch, with broadcast factors, over several axes', () => {
    // [3, 4, 2, 5] over the last two: left varies along 0, 1, right along 0 alone: axis 1 is a row.
    const shape = [3, 4, 6, 2, 5]
    const left = { offset: 2, strides: [40, 10, 0, 5, 1] }
    const right = { offset: 1, strides: [60, 0, 10, 1, 2] }
    const kernel = contraction(dtype, shape, left, right, 2)
    expectAgreement(kernel, [sample(dtype, 200), sample(dtype, 300, 2)], dtype, 72)
  })

  it('over any views', () => {
    const unguarded = (shape: Shape) => inputViews(shape).map(({ offset, strides }) => ({ offset, strides }))
    const kernels = shapes.chain((shape) =>
      fc.integer({ min: 0, max: shape.length }).chain((axes) => {
        const kept = shape.slice(0, shape.length - axes)
        return fc.record({ a: unguarded(shape), b: unguarded(shape), output: outputViews(kept) }).map(({ a, b, output }) => ({
          kernel: contraction(dtype, shape, a, b, axes, output),
          lengths: [extentOf(shape, a), extentOf(shape, b), extentOf(kept, output)] as const,
        }))
      }),
    )
    fc.assert(
      fc.property(kernels, ({ kernel, lengths: [a, b, output] }) => {
        expect(prepareContraction(kernel)).toBeDefined()
        expectAgreement(kernel, [sample(dtype, a), sample(dtype, b, 2)], dtype, output)
      }),
      runs(300),
    )
  })
})

it('rounds ties of products and sums to even, as float32 does', () => {
  // Products of 13-bit odd numbers have up to 26 bits: with few bits, ties are frequent. Sums of such products tie every few steps.
  const odd = (length: number, seed: number) =>
    Float32Array.from(sample('int32', length, seed), (value) => ((value >>> 19) | 1) * (value & 1 ? 1 : -1))
  const a = odd(40 * 200, 1)
  const b = odd(200 * 30, 2)
  const products = new Set(Array.from({ length: 200 }, (_, l) => Math.abs(a[l]! * b[l * 30]!) >= 2 ** 25))
  expect(products.size, 'some products have more than 25 bits').toBe(2)
  const actual = runOnCpu(matmul('float32', 40, 30, 200), [a, b], ['float32', 'float32'], 'float32', new Float32Array(1200))
  expect([...actual]).toEqual([...multiplyNaively('float32', 40, 30, 200, a, b)])
})

describe('numbers that are not tame', () => {
  const row = (...values: number[]) => Float32Array.from(values)
  const dot = (a: Float32Array, b: Float32Array) =>
    runOnCpu(matmul('float32', 1, 1, a.length), [a, b], ['float32', 'float32'], 'float32', new Float32Array(1))[0]

  it('keep subnormal products, overflow, Infinity and NaN', () => {
    expect(dot(row(2 ** -80, 1e-30), row(2 ** -69, 1))).toBe(Math.fround(2 ** -149 + Math.fround(1e-30)))
    expect(dot(row(1.5 * 2 ** -75), row(2 ** -74))).toBe(2 ** -148)
    expect(dot(row(2 ** 100), row(2 ** 100))).toBe(Infinity)
    expect(dot(row(Infinity, 1), row(1, 1))).toBe(Infinity)
    expect(dot(row(Infinity, 1), row(0, 1))).toBeNaN()
    expect(dot(row(1, Number.NaN), row(0, 1))).toBeNaN()
  })

  it('do so when only an earlier block has them', () => {
    const a = new Float32Array(600).fill(1)
    const b = new Float32Array(600).fill(2 ** 44)
    a[3] = 2 ** 83
    b[3] = 2 ** 44
    for (let k = 300; k < 600; k++) a[k] = 2 ** 44
    expect(dot(a, b)).toBe(multiplyNaively('float32', 1, 1, 600, a, b)[0])
    a[3] = 3e38
    b[3] = 3e38
    expect(dot(a, b)).toBe(Infinity)
  })
})

describe('convolutions', () => {
  const [images, height, width, channels, filters] = [2, 6, 5, 3, 4]
  /** Images [n, y, x, c] and filters [ky, kx, c, f] to [n, oy, ox, f], over windows of 3 × 3 at a distance of `stride`, padded by 1. */
  function convolution(stride: number, fill = 0): MapKernel {
    const [outHeight, outWidth] = [Math.floor((height - 1) / stride) + 1, Math.floor((width - 1) / stride) + 1]
    const shape = [images, outHeight, outWidth, filters, 3, 3, channels]
    const image: View = {
      offset: 0,
      strides: [height * width * channels, 0, 0, 0, 0, 0, 1],
      guards: [
        { start: -1, factors: [0, stride, 0, 0, 1, 0, 0], step: 1, size: height, stride: width * channels },
        { start: -1, factors: [0, 0, stride, 0, 0, 1, 0], step: 1, size: width, stride: channels },
      ],
      ...(fill !== 0 && { fill }),
    }
    const filter = { offset: 0, strides: [0, 0, 0, 1, 3 * channels * filters, channels * filters, filters] }
    return contraction('float32', shape, image, filter, 3)
  }
  const image = sample('float32', images * height * width * channels)
  const filter = sample('float32', 9 * channels * filters, 2)

  it.each([1, 2])('with padding, stride %i', (stride) => {
    const kernel = convolution(stride)
    expect(prepareContraction(kernel)).toBeDefined()
    expectAgreement(
      kernel,
      [image, filter],
      'float32',
      kernel.shape.slice(0, 4).reduce((a, b) => a * b),
    )
  })

  it('with a border that is not zero', () => {
    expectAgreement(convolution(1, 0.5), [image, filter], 'float32', images * height * width * filters)
  })

  it('without padding need no copy: their guards never bar', () => {
    const guards = [{ start: 0, factors: [1, 0, 1], step: 1, size: 6, stride: 1 }]
    const kernel = contraction('float32', [4, 5, 3], { offset: 0, strides: [0, 0, 0], guards }, { offset: 0, strides: [0, 3, 1] })
    expectAgreement(kernel, [sample('float32', 6), sample('float32', 15, 2)], 'float32', 20)
  })

  it('over any windows: reversed, dilated, with steps', () => {
    const kernels = fc
      .record({
        sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
        factors: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 }),
        start: fc.integer({ min: -4, max: 9 }),
        step: fc.integer({ min: 1, max: 3 }),
        size: fc.integer({ min: 1, max: 12 }),
        stride: fc.integer({ min: -2, max: 2 }),
        plain: fc.integer({ min: 0, max: 2 }),
        fill: fc.constantFrom(0, 0.5),
      })
      .map(({ sizes, factors, start, step, size, stride, plain, fill }) => {
        const shape = [...sizes, 6, 5, 4]
        const windows = { start, factors: shape.map((_, axis) => factors[axis] ?? 0), step, size, stride }
        const a: View = { offset: 2 * (size - 1), strides: shape.map((_, axis) => (axis === 0 ? plain : 0)), guards: [windows], fill }
        const b: View = { offset: 0, strides: shape.map((_, axis) => (axis < sizes.length ? 0 : axis)) }
        return contraction('float32', shape, a, b, 2)
      })
    let recognised = 0
    fc.assert(
      fc.property(kernels, (kernel) => {
        if (prepareContraction(kernel)) recognised++
        const data = kernel.inputs.map((view, i) => sample('float32', extentOf(kernel.shape, view), i + 1))
        const outputs = kernel.shape.slice(0, -2).reduce((a, b) => a * b, 1)
        expectAgreement(kernel, data, 'float32', outputs)
      }),
      runs(200),
    )
    expect(recognised).toBeGreaterThan(100)
  })
})

it('leaves other kernels to the general reduction', () => {
  const kernel = matmul('float32', 2, 2, 2)
  expect(prepareContraction({ ...kernel, reduce: { operation: 'sum', axes: 1, order: 'tree' } })).toBeUndefined()
  expect(prepareContraction({ ...kernel, reduce: { operation: 'maximum', axes: 1, order: 'sequential' } })).toBeUndefined()
  // A copy without guards would be as large as the index space.
  const guards = [{ start: -1, factors: [1, 2, 2], step: 1, size: 3, stride: 1 }]
  expect(prepareContraction({ ...kernel, inputs: [{ ...kernel.inputs[0]!, guards }, kernel.inputs[1]!] })).toBeUndefined()
  expect(prepareContraction({ ...kernel, body: e.multiply(e.input(0, 'int32'), e.input(1, 'int32')) })).toBeUndefined()
  expect(prepareContraction({ ...kernel, body: e.add(e.input(0, 'float32'), e.input(1, 'float32')) })).toBeUndefined()
})
