import {
  type DType,
  denseView,
  dtypes,
  type GatherKernel,
  type ScanKernel,
  type ScatterAddKernel,
  type Shape,
  type SortKernel,
  type View,
} from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { expectAgreement, runOnCpu, sample } from '../__fixtures__/agreement.ts'
import { extentOf, inputViews, outputViews, shapes } from '../__fixtures__/arbitraries.ts'

/** Indices in 0 … below−1. */
const indices = (length: number, below: number) =>
  sample('int32', length, 3).map((value) => ((value % below) + below) % below) as Int32Array

const scaled = (scale: number) => shapes.map((shape) => shape.map((size, axis) => (axis === shape.length - 1 ? size * scale : size)))

describe.each(dtypes)('gather of %s', (dtype) => {
  it.each([1, 97])('reads where view and index say (last axis × %i)', (scale) => {
    const kernels = scaled(scale).chain((shape) =>
      fc
        .record({
          source: inputViews(shape),
          indices: inputViews(shape),
          output: outputViews(shape),
          stride: fc.integer({ min: 0, max: 4 }),
        })
        .map((parts): { kernel: GatherKernel; shape: Shape } => ({ kernel: { kind: 'gather', name: 'gather', shape, ...parts }, shape })),
    )
    fc.assert(
      fc.property(kernels, ({ kernel, shape }) => {
        // Fills of the indices are 0 or 1, so one more row than the greatest index is enough.
        const source = sample(dtype, extentOf(shape, kernel.source) + 4 * kernel.stride)
        expectAgreement(kernel, [source, indices(extentOf(shape, kernel.indices), 5)], dtype, extentOf(shape, kernel.output))
      }),
      runs(scale === 1 ? 150 : 20),
    )
  })
})

describe.each(['float32', 'float64', 'int32'] as const)('scatterAdd of %s', (dtype) => {
  it.each([1, 97])('adds in index order, repeated targets too (last axis × %i)', (scale) => {
    const kernels = scaled(scale).chain((shape) =>
      shapes.chain((outputShape) =>
        fc
          .record({
            base: inputViews(outputShape),
            indices: inputViews(shape),
            values: inputViews(shape),
            target: inputViews(shape),
            stride: fc.integer({ min: 0, max: 4 }),
          })
          .map((parts): ScatterAddKernel => ({ kind: 'scatterAdd', name: 'scatter', shape, outputShape, ...parts })),
      ),
    )
    fc.assert(
      fc.property(kernels, (kernel) => {
        const { shape, outputShape } = kernel
        const inputs = [
          sample(dtype, extentOf(outputShape, kernel.base)),
          indices(extentOf(shape, kernel.indices), 5),
          sample(dtype, extentOf(shape, kernel.values), 7),
        ]
        expectAgreement(
          kernel,
          inputs,
          dtype,
          Math.max(extentOf(outputShape, denseView(outputShape)), extentOf(shape, kernel.target) + 4 * kernel.stride),
        )
      }),
      runs(scale === 1 ? 150 : 20),
    )
  })
})

function oneInput<Kind extends ScanKernel | SortKernel>(scale: number, make: (shape: Shape, input: View, output: View) => Kind) {
  return scaled(scale)
    .filter((shape) => shape.length > 0)
    .chain((shape) =>
      fc.record({ input: inputViews(shape), output: outputViews(shape) }).map(({ input, output }) => make(shape, input, output)),
    )
}

function agrees(kernel: ScanKernel | SortKernel, dtype: DType, outputDType: DType) {
  expectAgreement(kernel, [sample(dtype, extentOf(kernel.shape, kernel.input))], outputDType, extentOf(kernel.shape, kernel.output))
}

describe.each(['float32', 'float64', 'int32'] as const)('scan of %s', (dtype) => {
  it.each([1, 97])('sums along rows (last axis × %i)', (scale) => {
    const kernels = oneInput(scale, (shape, input, output): ScanKernel => ({ kind: 'scan', name: 'scan', shape, input, output }))
    fc.assert(
      fc.property(kernels, (kernel) => agrees(kernel, dtype, dtype)),
      runs(scale === 1 ? 150 : 20),
    )
  })
})

describe.each(dtypes)('sort of %s', (dtype) => {
  it.each([1, 97])('gives stable positions, NaN last (last axis × %i)', (scale) => {
    for (const descending of [false, true]) {
      const kernels = oneInput(
        scale,
        (shape, input, output): SortKernel => ({ kind: 'sort', name: 'sort', shape, descending, input, output }),
      )
      fc.assert(
        fc.property(kernels, (kernel) => agrees(kernel, dtype, 'int32')),
        runs(scale === 1 ? 100 : 20),
      )
    }
  })
})

it('sorts like numpy where numpy and the contract agree', () => {
  // numpy.argsort([3, nan, -0.0, 1, 0.0, 3, -inf], kind='stable')
  const kernel: SortKernel = { kind: 'sort', name: 'sort', shape: [7], descending: false, input: denseView([7]), output: denseView([7]) }
  const data = Float64Array.of(3, Number.NaN, -0, 1, 0, 3, Number.NEGATIVE_INFINITY)
  expect([...runOnCpu(kernel, [data], ['float64'], 'int32', new Int32Array(7))]).toEqual([6, 2, 4, 3, 0, 5, 1])
})
