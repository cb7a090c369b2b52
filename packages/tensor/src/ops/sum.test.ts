import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain } from '../__tests__/plain.ts'
import { foldRows, integerSamples, reductionSamples, total } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { sum } from './sum.ts'

testOp('sum', sum, {
  samples: [
    ...reductionSamples(1),
    integerSamples[0]!,
    // int32 wraps: 2147483647 + 1 is the least one.
    { inputs: [plain([2147483647, 1])], dtypes: ['int32'], reference: () => plain([-2147483648], []) },
  ],
  reference: ([x], axes, options) => foldRows(x!, axes, options, total),
  tolerance: { float32: { relative: 1e-6, absolute: 2e-5 }, float64: { relative: 1e-14, absolute: 1e-13 } },
  errors: [
    ['an axis out of range', () => sum(tensor([1]), 3 as never), 'range', /axis 3 out of range \[-1,0\]/],
    ['a duplicate axis', () => sum(tensor([[1]]), [1, -1] as never), 'range', /duplicate axis 1/],
    ['an axis that is no integer', () => sum(tensor([[1]]), 1.5 as never), 'type', /axis must be an integer, got 1.5/],
    ['a misspelt option', () => sum(tensor([1]), 0, { keepdims: true } as never), 'type', /did you mean keepDims/],
    ['an array', () => sum([1] as never), 'type', /x must be a tensor, got \[1\]/],
  ],
})

it('counts bools as int32', () => {
  const counted = sum(
    tensor([
      [true, false],
      [true, true],
    ]),
    0,
  )
  expect(counted.dtype).toBe('int32')
  expect(counted.toArray()).toEqual([2, 1])
})
