import { extentOf, inputViews, outputViews, sample, shapes } from '@gradus/cpu/fixtures'
import { type DType, denseView, dtypes, type MapKernel, type ReduceOperation, type TypedArray } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, it } from 'vitest'
import { expectAgreement } from '../__fixtures__/agreement.ts'
import { formulaOf } from '../__fixtures__/random-formula.ts'

const operations = ['sum', 'product', 'minimum', 'maximum'] as const
const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 63, 64, 65, 66, 67, 1023, 1024, 1025, 2049, 3000]

const isDefined = (operation: ReduceOperation, dtype: DType): boolean =>
  dtype !== 'bool' || operation === 'minimum' || operation === 'maximum'

/** Elements whose sum or product is no infinity, so that each of them and their order matter. */
function elements(dtype: DType, length: number, operation: ReduceOperation): TypedArray {
  const data = sample(dtype, length)
  if (dtype !== 'float32' && dtype !== 'float64') return data
  if (operation === 'minimum' || operation === 'maximum')
    return length % 2 === 0 ? data.map((value) => (Number.isNaN(value) ? -0 : value)) : data
  return data.map((value, i) => {
    const tame = Number.isFinite(value) ? value % 100 : -0
    return operation === 'sum' ? tame : 1 + tame / 5000 + (i % 2) * 2 ** -20
  })
}

describe.each(dtypes)('reductions of %s', (dtype) => {
  for (const operation of operations.filter((each) => isDefined(each, dtype))) {
    it.each(['tree', 'sequential'] as const)(`${operation}, %s, of any number of elements in any direction`, (order) => {
      for (const n of lengths) {
        // One row, and as many as lanes have a rest of; elements side by side, rows side by side, and both backwards.
        for (const rows of n > 70 ? [1, 5] : [1, 2, 5, 8]) {
          const walks = [
            { offset: 0, strides: [n, 1] },
            { offset: 0, strides: [1, rows] },
            { offset: Math.max(0, n - 1), strides: [n, -1] },
            { offset: Math.max(0, rows * (n - 1)), strides: [1, -rows] },
            { offset: 2 * (rows - 1) + 1, strides: [-2, 2 * rows] },
          ]
          for (const view of n > 70 ? [walks[(n + rows) % 5]!] : walks) {
            const shape = [rows, n]
            const kernel: MapKernel = {
              kind: 'map',
              name: `${operation} of ${rows} × ${n}, strides ${view.strides}`,
              shape,
              inputs: [view],
              body: e.input(0, dtype),
              output: denseView([rows]),
              reduce: { operation, axes: 1, order },
            }
            expectAgreement(kernel, [elements(dtype, extentOf(shape, view), operation)], dtype, rows)
          }
        }
      }
    })
  }
})

it('random formulas over any views, over any of the last axes', () => {
  const kernels = shapes
    .map((shape) => shape.map((size, axis) => (axis === shape.length - 1 && size === 6 ? 40 : size)))
    .chain((shape) =>
      fc.nat(shape.length).chain((axes) =>
        fc.record({
          shape: fc.constant(shape),
          axes: fc.constant(axes),
          inputs: fc.array(fc.tuple(fc.constantFrom(...dtypes), inputViews(shape)), { minLength: 1, maxLength: 3 }),
          output: outputViews(shape.slice(0, shape.length - axes)),
          choices: fc.array(fc.nat(1000), { minLength: 2, maxLength: 6 }),
          dtype: fc.constantFrom(...dtypes),
          operation: fc.constantFrom(...operations),
          order: fc.constantFrom('tree' as const, 'sequential' as const),
        }),
      ),
    )
  fc.assert(
    fc.property(kernels, ({ shape, axes, inputs, output, choices, dtype, operation, order }) => {
      fc.pre(isDefined(operation, dtype))
      const body = formulaOf(
        shape.length,
        inputs.map(([input]) => input),
        choices,
        dtype,
      )
      const views = inputs.map(([, view]) => view)
      const kernel: MapKernel = { kind: 'map', name: 'random', shape, inputs: views, body, output, reduce: { operation, axes, order } }
      const data = inputs.map(([input, view], i) => sample(input, extentOf(shape, view), i + 1))
      expectAgreement(kernel, data, dtype, extentOf(shape.slice(0, shape.length - axes), output))
    }),
    runs(300),
  )
})
