import { type DType, dtypes, type Expression, expression as e, type MapKernel } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, it } from 'vitest'
import { expectAgreement, sample } from '../__fixtures__/agreement.ts'
import { extentOf, inputViews, outputViews, shapes } from '../__fixtures__/arbitraries.ts'

const kernels = (dtype: DType, body: (rank: number) => Expression, scale = 1) =>
  shapes.chain((small) => {
    const shape = small.map((size, axis) => (axis === small.length - 1 ? size * scale : size))
    return fc.record({ a: inputViews(shape), b: inputViews(shape), output: outputViews(shape) }).map(({ a, b, output }) => {
      const kernel: MapKernel = { kind: 'map', name: 'views', shape, inputs: [a, b], body: body(shape.length), output }
      return { kernel, lengths: [extentOf(shape, a), extentOf(shape, b), extentOf(shape, output)] as const, dtype }
    })
  })

const agrees = ({ kernel, lengths, dtype }: { kernel: MapKernel; lengths: readonly [number, number, number]; dtype: DType }) =>
  expectAgreement(kernel, [sample(dtype, lengths[0]), sample(dtype, lengths[1], 2)], dtype, lengths[2])

describe.each(dtypes)('views of %s', (dtype) => {
  const both = () => e.maximum(e.input(0, dtype), e.input(1, dtype))

  it('yield the elements that their formula names', () => {
    fc.assert(fc.property(kernels(dtype, both), agrees), runs(300))
  })

  it('do so across blocks', () => {
    fc.assert(fc.property(kernels(dtype, both, 97), agrees), runs(30))
  })

  it('move elements when the formula is an input alone', () => {
    fc.assert(
      fc.property(
        kernels(dtype, () => e.input(0, dtype)),
        agrees,
      ),
      runs(100),
    )
  })
})

describe('positions', () => {
  const positions = (rank: number) => {
    let sum: Expression = e.input(0, 'int32')
    for (let axis = 0; axis < rank; axis++) sum = e.add(e.multiply(sum, 10), e.index(axis))
    return sum
  }

  it('are the indices along each axis, across blocks too', () => {
    fc.assert(fc.property(kernels('int32', positions), agrees), runs(100))
    fc.assert(fc.property(kernels('int32', positions, 97), agrees), runs(20))
  })
})
