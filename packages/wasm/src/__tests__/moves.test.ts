import { extentOf, inputViews, outputViews, sample, shapes } from '@gradus/cpu/fixtures'
import { type DType, denseView, dtypes, type GatherKernel, type ScanKernel, type ScatterAddKernel, type SortKernel } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, it } from 'vitest'
import { expectAgreement } from '../__fixtures__/agreement.ts'

// These run in the interpreter, on the program's memory.

const indices = (length: number, below: number): Int32Array =>
  Int32Array.from(sample('int32', length, 3), (value) => Math.abs(value % below))

describe.each(dtypes)('of %s', (dtype) => {
  it('gather', () => {
    const kernels = shapes.chain((shape) =>
      fc
        .record({
          source: inputViews(shape),
          indices: inputViews(shape),
          output: outputViews(shape),
          stride: fc.integer({ min: 0, max: 4 }),
        })
        .map((parts): GatherKernel => ({ kind: 'gather', name: 'gather', shape, ...parts })),
    )
    fc.assert(
      fc.property(kernels, (kernel) => {
        const { shape } = kernel
        const source = sample(dtype, extentOf(shape, kernel.source) + 4 * kernel.stride)
        expectAgreement(kernel, [source, indices(extentOf(shape, kernel.indices), 5)], dtype, extentOf(shape, kernel.output))
      }),
      runs(60),
    )
  })

  it('sort', () => {
    const kernels = shapes
      .filter((shape) => shape.length > 0)
      .chain((shape) =>
        fc
          .record({ input: inputViews(shape), output: outputViews(shape), descending: fc.boolean() })
          .map((parts): SortKernel => ({ kind: 'sort', name: 'sort', shape, ...parts })),
      )
    fc.assert(
      fc.property(kernels, (kernel) => {
        const data = sample(dtype, extentOf(kernel.shape, kernel.input))
        expectAgreement(kernel, [data], 'int32', extentOf(kernel.shape, kernel.output))
      }),
      runs(60),
    )
  })
})

describe.each(['float32', 'float64', 'int32'] as const)('of %s', (dtype: DType) => {
  it('scatterAdd', () => {
    const kernels = shapes.chain((shape) =>
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
        const { shape, outputShape, stride } = kernel
        const inputs = [
          sample(dtype, extentOf(outputShape, kernel.base)),
          indices(extentOf(shape, kernel.indices), 5),
          sample(dtype, extentOf(shape, kernel.values), 7),
        ]
        const length = Math.max(extentOf(outputShape, denseView(outputShape)), extentOf(shape, kernel.target) + 4 * stride)
        expectAgreement(kernel, inputs, dtype, length)
      }),
      runs(60),
    )
  })

  it('scan', () => {
    const kernels = shapes
      .filter((shape) => shape.length > 0)
      .chain((shape) =>
        fc
          .record({ input: inputViews(shape), output: outputViews(shape) })
          .map((parts): ScanKernel => ({ kind: 'scan', name: 'scan', shape, ...parts })),
      )
    fc.assert(
      fc.property(kernels, (kernel) => {
        expectAgreement(kernel, [sample(dtype, extentOf(kernel.shape, kernel.input))], dtype, extentOf(kernel.shape, kernel.output))
      }),
      runs(60),
    )
  })
})
