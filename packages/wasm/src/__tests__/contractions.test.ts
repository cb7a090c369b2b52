import { expectSame, extentOf, inputViews, outputViews, runNaively, sample, shapes } from '@gradus/cpu/fixtures'
import { createArray, type DType, denseView, elementCount, type MapKernel, type Shape, type TypedArray, type View } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectInterpreted } from '../__fixtures__/agreement.ts'
import { createWasmBackend } from '../backend.ts'

const numeric = ['float32', 'float64', 'int32'] as const

function contraction(name: string, dtype: DType, shape: Shape, views: readonly [View, View], axes: number, output: View): MapKernel {
  const body = e.multiply(e.input(0, dtype), e.input(1, dtype))
  return { kind: 'map', name, shape, inputs: views, body, output, reduce: { operation: 'sum', axes, order: 'sequential' } }
}

/** Numbers whose sums stay finite, so that their order matters. */
function tame(dtype: DType, length: number, seed: number): TypedArray {
  const data = sample(dtype, length, seed)
  return dtype === 'int32' ? data : data.map((value) => (Number.isFinite(value) ? value % 3 : 0.3))
}

/** The ways in which the factors of [m, k] · [k, n] and the product can lie. */
function layouts(m: number, n: number, k: number): readonly { readonly views: readonly [View, View]; readonly output: View }[] {
  const left: View = { offset: 0, strides: [k, 0, 1] }
  const right: View = { offset: 0, strides: [0, 1, n] }
  const leftTurned: View = { offset: 0, strides: [1, 0, m] }
  const rightTurned: View = { offset: 0, strides: [0, k, 1] }
  const output = denseView([m, n])
  return [
    { views: [left, right], output },
    { views: [leftTurned, right], output },
    { views: [left, rightTurned], output },
    { views: [leftTurned, rightTurned], output },
    {
      views: [
        { offset: 1, strides: [k + 1, 0, 1] },
        { offset: 3, strides: [0, 2, 2 * n + 1] },
      ],
      output: { offset: 2, strides: [1, m] },
    },
  ]
}

const small: readonly [number, number, number][] = [
  ...Array.from({ length: 20 }, (_, i): [number, number, number] => [i + 1, 20 - i, ((i * 7) % 20) + 1]),
  ...[31, 32, 33, 63, 64, 65, 66, 67].flatMap((n): [number, number, number][] => [
    [n, 3, 5],
    [3, n, 5],
    [2, 3, n],
  ]),
  [1, 1, 1],
  [1, 1, 70],
  [1, 17, 9],
  [17, 1, 9],
]

/** Deeper than a block, or so large that rows of the right factor are far apart. */
const large: readonly [number, number, number][] = [
  [1, 1, 1000],
  [1, 9, 300],
  [9, 1, 1000],
  [4, 4, 256],
  [4, 4, 257],
  [5, 11, 385],
  [3, 5, 1025],
  [20, 70, 30],
  [17, 33, 600],
]

describe.each(numeric)('matrix products of %s', (dtype) => {
  it('of any size and in any layout', () => {
    for (const [m, n, k] of small) {
      layouts(m, n, k).forEach(({ views, output }, i) => {
        const shape = [m, n, k]
        const kernel = contraction(`${shape}, layout ${i}`, dtype, shape, views, 1, output)
        const data = i % 2 === 0 ? sample : tame
        const inputs = views.map((view, j) => data(dtype, extentOf(shape, view), j + 1))
        expectAgreement(kernel, inputs, dtype, m * n + 2)
      })
    }
  })

  it('of many terms, in blocks', () => {
    for (const [m, n, k] of large) {
      layouts(m, n, k).forEach(({ views, output }, i) => {
        const shape = [m, n, k]
        const kernel = contraction(`${shape}, layout ${i}`, dtype, shape, views, 1, output)
        const inputs = views.map((view, j) => tame(dtype, extentOf(shape, view), j + 1))
        expectInterpreted(kernel, inputs, dtype, m * n + 2)
      })
    }
  })

  it('in batches, with broadcast factors, over several axes', () => {
    const shape = [3, 4, 6, 2, 5]
    const left = { offset: 2, strides: [40, 10, 0, 5, 1] }
    const right = { offset: 1, strides: [60, 0, 10, 1, 2] }
    const kernel = contraction('batch', dtype, shape, [left, right], 2, denseView([3, 4, 6]))
    expectAgreement(kernel, [sample(dtype, 200), sample(dtype, 300, 2)], dtype, 72)
    const matrices = [5, 7, 9, 3]
    const both: readonly [View, View] = [
      { offset: 0, strides: [21, 3, 0, 1] },
      { offset: 0, strides: [27, 0, 1, 9] },
    ]
    const batched = contraction('matrices', dtype, matrices, both, 1, denseView([5, 7, 9]))
    expectAgreement(batched, [sample(dtype, 105), sample(dtype, 135, 2)], dtype, 315)
  })

  it('over any views', () => {
    const kernels = shapes.chain((shape) =>
      fc.nat(shape.length).chain((axes) => {
        const kept = shape.slice(0, shape.length - axes)
        return fc.record({ a: inputViews(shape), b: inputViews(shape), output: outputViews(kept) }).map(({ a, b, output }) => ({
          kernel: contraction('random', dtype, shape, [a, b], axes, output),
          length: extentOf(kept, output),
        }))
      }),
    )
    fc.assert(
      fc.property(kernels, ({ kernel, length }) => {
        const inputs = kernel.inputs.map((view, i) => sample(dtype, extentOf(kernel.shape, view), i + 1))
        expectAgreement(kernel, inputs, dtype, length)
      }),
      runs(200),
    )
  })
})

describe('convolutions', () => {
  const windows = fc.record({
    images: fc.integer({ min: 1, max: 2 }),
    size: fc.integer({ min: 3, max: 8 }),
    window: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 5 }),
    filters: fc.integer({ min: 1, max: 9 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    padding: fc.integer({ min: 0, max: 2 }),
    dtype: fc.constantFrom(...numeric),
  })

  it('forward, and the gradients for filters and images, with padding, strides and dilation', () => {
    fc.assert(
      fc.property(windows, ({ images, size, window, channels, filters, stride, dilation, padding, dtype }) => {
        const out = Math.floor((size + 2 * padding - dilation * (window - 1) - 1) / stride) + 1
        fc.pre(out > 0)
        // Images [n, y, x, c], filters [ky, kx, c, f], results [n, oy, ox, f].
        const image = sample(dtype, images * size * size * channels)
        const filter = sample(dtype, window * window * channels * filters, 2)
        const upstream = sample(dtype, images * out * out * filters, 3)
        /** Axes of an index space by name, so that views can be said by name too. */
        const space = (axes: Record<string, number>, views: readonly [Named, Named], result: Named, reduced: number, name: string) => {
          const names = Object.keys(axes)
          const shape = Object.values(axes)
          const viewOf = ({ strides, guards = [] }: Named, of: readonly string[]): View => ({
            offset: 0,
            strides: of.map((axis) => strides[axis] ?? 0),
            ...(guards.length > 0 && {
              guards: guards.map((guard) => ({ ...guard, factors: of.map((axis) => guard.factors[axis] ?? 0) })),
            }),
          })
          const kept = names.slice(0, names.length - reduced)
          return contraction(name, dtype, shape, [viewOf(views[0], names), viewOf(views[1], names)], reduced, viewOf(result, kept))
        }
        const imageSeen: Named = {
          strides: { n: size * size * channels, c: 1 },
          guards: ['y', 'x'].map((axis) => ({
            start: -padding,
            factors: { [`o${axis}`]: stride, [`k${axis}`]: dilation },
            step: 1,
            size,
            stride: axis === 'y' ? size * channels : channels,
          })),
        }
        const filterSeen: Named = { strides: { ky: window * channels * filters, kx: channels * filters, c: filters, f: 1 } }
        const results: Named = { strides: { n: out * out * filters, oy: out * filters, ox: filters, f: 1 } }
        const forward = { n: images, oy: out, ox: out, f: filters, ky: window, kx: window, c: channels }
        expectAgreement(space(forward, [imageSeen, filterSeen], results, 3, 'forward'), [image, filter], dtype, upstream.length)
        const toFilters = { ky: window, kx: window, c: channels, f: filters, n: images, oy: out, ox: out }
        expectAgreement(space(toFilters, [imageSeen, results], filterSeen, 3, 'filters'), [image, upstream], dtype, filter.length)
        const back: Named = {
          strides: { n: out * out * filters, f: 1 },
          guards: ['y', 'x'].map((axis) => ({
            start: padding,
            factors: { [axis]: 1, [`k${axis}`]: -dilation },
            step: stride,
            size: out,
            stride: axis === 'y' ? out * filters : filters,
          })),
        }
        const images4: Named = { strides: { n: size * size * channels, y: size * channels, x: channels, c: 1 } }
        const toImages = { n: images, y: size, x: size, c: channels, ky: window, kx: window, f: filters }
        expectAgreement(space(toImages, [back, filterSeen], images4, 3, 'images'), [upstream, filter], dtype, image.length)
      }),
      runs(40),
    )
  })
})

interface Named {
  readonly strides: Readonly<Record<string, number>>
  readonly guards?: readonly {
    readonly start: number
    readonly factors: Readonly<Record<string, number>>
    readonly step: number
    readonly size: number
    readonly stride: number
  }[]
}

it('large ones that run on their own, outside of any program', () => {
  const shape = [65, 67, 260]
  const [m, n, k] = shape as [number, number, number]
  const backend = createWasmBackend()
  for (const dtype of ['float32', 'float64'] as const) {
    const { views, output } = layouts(m, n, k)[2]!
    const kernel = contraction('eager', dtype, shape, views, 1, output)
    const inputs = [tame(dtype, m * k, 1), tame(dtype, n * k, 2)]
    const expected = createArray(dtype, m * n)
    runNaively(kernel, inputs, expected)
    const buffers = inputs.map((data) => {
      const buffer = backend.allocate(dtype, data.length)
      backend.write(buffer, data)
      return buffer
    })
    const result = backend.allocate(dtype, m * n)
    for (let time = 0; time < 2; time++) {
      backend.run(kernel, buffers, result)
      expectSame(backend.read(result), expected, `${dtype}, run ${time}`)
    }
  }
  expect(elementCount(shape)).toBeGreaterThan(1e6)
})
