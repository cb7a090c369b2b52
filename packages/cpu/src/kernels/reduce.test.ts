import {
  type DType,
  denseView,
  type Expression,
  expression as e,
  type MapKernel,
  type ReduceOperation,
  type Reduction,
  type Shape,
} from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { expectAgreement, runOnCpu, sample } from '../__fixtures__/agreement.ts'
import { extentOf, inputViews, outputViews, shapes } from '../__fixtures__/arbitraries.ts'

const cases: [DType, ReduceOperation][] = [
  ...(['float32', 'float64', 'int32'] as const).flatMap((dtype) =>
    (['sum', 'product', 'minimum', 'maximum'] as const).map((operation): [DType, ReduceOperation] => [dtype, operation]),
  ),
  ['bool', 'minimum'],
  ['bool', 'maximum'],
]
const orders = ['sequential', 'tree'] as const

/** Reduces the last axis of a row-major tensor. */
function rows(shape: Shape, body: Expression, reduce: Reduction): MapKernel {
  return { kind: 'map', name: 'rows', shape, inputs: [denseView(shape)], body, output: denseView(shape.slice(0, -1)), reduce }
}

/** Reduces the first axis of a row-major tensor: the same elements, walked in columns. */
function columns([height, width]: [number, number], body: Expression, reduce: Reduction): MapKernel {
  const view = { offset: 0, strides: [1, width] }
  return { kind: 'map', name: 'columns', shape: [width, height], inputs: [view], body, output: denseView([width]), reduce }
}

describe.each(cases)('%s %s', (dtype, operation) => {
  const body = e.input(0, dtype)

  describe.each(orders)('%s', (order) => {
    const reduce = { operation, axes: 1, order }

    it.each([0, 1, 3, 7, 8, 9, 15, 17, 63, 64, 65, 511, 512, 513, 1023, 1024, 1025, 3072, 5000, 7169])('rows of %i', (length) => {
      for (const outputs of length < 100 ? [1, 3, 130] : [1, 2]) {
        expectAgreement(rows([outputs, length], body, reduce), [sample(dtype, outputs * length)], dtype, outputs)
      }
    })

    it.each([
      [0, 5],
      [1, 5],
      [9, 3],
      [1030, 3],
      [70, 600],
      [2100, 2],
      [12, 513],
    ] as [number, number][])('columns of %i × %i', (height, width) => {
      expectAgreement(columns([height, width], body, reduce), [sample(dtype, height * width)], dtype, width)
    })
  })
})

it('reduces any views in the stated order', () => {
  const kernels = shapes.chain((shape) =>
    fc.integer({ min: 0, max: shape.length }).chain((axes) =>
      fc
        .record({
          a: inputViews(shape),
          b: inputViews(shape),
          output: outputViews(shape.slice(0, shape.length - axes)),
          order: fc.constantFrom(...orders),
        })
        .map(({ a, b, output, order }) => {
          // Subtracting, so that this is no contraction; the position makes every element tell.
          const body =
            shape.length > 0
              ? e.select(
                  e.equal(e.index(shape.length - 1), e.constant(2, 'int32')),
                  e.input(0, 'float32'),
                  e.subtract(e.input(0, 'float32'), e.input(1, 'float32')),
                )
              : e.input(0, 'float32')
          const kernel: MapKernel = {
            kind: 'map',
            name: 'any',
            shape,
            inputs: [a, b],
            body,
            output,
            reduce: { operation: 'sum', axes, order },
          }
          return {
            kernel,
            lengths: [extentOf(shape, a), extentOf(shape, b), extentOf(shape.slice(0, shape.length - axes), output)] as const,
          }
        }),
    ),
  )
  fc.assert(
    fc.property(kernels, ({ kernel, lengths: [a, b, output] }) =>
      expectAgreement(kernel, [sample('float32', a), sample('float32', b, 2)], 'float32', output),
    ),
    runs(500),
  )
})

it('keeps in the tree what is lost in index order', () => {
  // Beside a 1, each 2^-24 alone is lost in float32. Element 8 is lost in lane 0 and lane 4 in the first fold; the rest add up first.
  const data = new Float32Array(9).fill(2 ** -24)
  data[0] = 1
  const run = (order: 'sequential' | 'tree') =>
    runOnCpu(
      rows([1, 9], e.input(0, 'float32'), { operation: 'sum', axes: 1, order }),
      [data],
      ['float32'],
      'float32',
      new Float32Array(1),
    )[0]
  expect(run('sequential')).toBe(1)
  expect(run('tree')).toBe(1 + 6 * 2 ** -24)
})

it('refuses to add bools', () => {
  const kernel = rows([1, 3], e.input(0, 'bool'), { operation: 'sum', axes: 1, order: 'tree' })
  expect(() => runOnCpu(kernel, [new Uint8Array(3)], ['bool'], 'bool', new Uint8Array(1))).toThrow(
    'rows: sum of bool is not defined; use cast',
  )
})
