import { rowMajorStrides } from '@gradus/kernel'
import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { eachPosition, plain, randomPlain } from '../__tests__/plain.ts'
import { elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { scatterAdd } from './scatter-add.ts'

const int32 = { dtype: 'int32' } as const
const base = randomPlain([3, 4], 1)

testOp('scatterAdd', scatterAdd, {
  samples: [
    { inputs: [base, plain([0, 3, 3, 1, 2, 2], [3, 2], 'int32'), randomPlain([3, 2], 2)] },
    { inputs: [base, plain([2, 2, 2, 1, 0, 2, 2, 1], [2, 4], 'int32'), randomPlain([2, 4], 2)], args: [0] },
    { inputs: [randomPlain([5], 1), plain([4, 4, 0], [3], 'int32'), randomPlain([3], 2)] },
    { inputs: [base, plain([], [3, 0], 'int32'), plain([], [3, 0])] },
    { inputs: [plain([1, 2]), plain([1, 1], [2], 'int32'), plain([3, 4])], dtypes: ['int32'] },
  ],
  reference: ([base, indices, values], axis = -1) => {
    const own = axis < 0 ? axis + base!.shape.length : axis
    const strides = rowMajorStrides(base!.shape)
    const data = [...base!.data]
    eachPosition(indices!.shape, (index, at) => {
      const target = index.with(own, elementAt(indices!, index))
      data[target.reduce((sum, i, other) => sum + i * strides[other]!, 0)]! += values!.data[at]!
    })
    return { shape: base!.shape, data }
  },
  tolerance: { float32: { relative: 1e-6, absolute: 1e-6 } },
  errors: [
    [
      'an index too large',
      () => scatterAdd(zeros([3]), tensor([0, 5], int32), zeros([2])),
      'range',
      /^scatterAdd: index\[1\] = 5 out of range \[0,2\]$/,
    ],
    ['float indices', () => scatterAdd(zeros([3]), zeros([2]), zeros([2])), 'type', /indices must be int32, got float32/],
    [
      'values of another shape',
      () => scatterAdd(zeros([3]), zeros([2], int32), zeros([1])),
      'shape',
      /values \[1\] must have the shape of the indices, \[2\]/,
    ],
    [
      'values of another dtype',
      () => scatterAdd(zeros([3]), zeros([2], int32), zeros([2], { dtype: 'float64' })),
      'type',
      /values are float64, expected float32/,
    ],
    ['bools', () => scatterAdd(zeros([3], { dtype: 'bool' }), zeros([2], int32), zeros([2], { dtype: 'bool' })), 'type', /base is bool/],
  ],
})

it('adds in row-major order', () => {
  // In another order the small ones would not be lost: 1e8 + 1 rounds to 1e8.
  const values = tensor([1e8, 1, 1, -1e8])
  expect(scatterAdd(zeros([1]), zeros([4], int32), values).toArray()).toEqual([0])
})

it('changes nothing when an index is wrong', () => {
  const base = zeros([2])
  expect(() => scatterAdd(base, tensor([0, 2], int32), tensor([1, 1]))).toThrow(/index\[1\] = 2/)
  expect(base.toArray()).toEqual([0, 0])
})
