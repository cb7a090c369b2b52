import { expect, it } from 'vitest'
import { arange } from './creation/arange.ts'
import { tensor } from './creation/tensor.ts'
import { zeros } from './creation/zeros.ts'

it.each([
  [tensor(5), 'Tensor [] float32 5'],
  [
    tensor([
      [1, 2],
      [3, 4],
    ]),
    'Tensor [2,2] float32 [[1, 2], [3, 4]]',
  ],
  [tensor([0.1, 1 / 3, 1e30, 16777217]), 'Tensor [4] float32 [0.1, 0.33333334, 1e+30, 16777216]'],
  [tensor([0.1 + 0.2], { dtype: 'float64' }), 'Tensor [1] float64 [0.30000000000000004]'],
  [tensor([-0, NaN, -Infinity]), 'Tensor [3] float32 [-0, NaN, -Infinity]'],
  [tensor([true, false]), 'Tensor [2] bool [true, false]'],
  [arange(0, 100), 'Tensor [100] float32 [0, 1, 2, …, 97, 98, 99]'],
  [zeros([0]), 'Tensor [0] float32 []'],
  [zeros([2, 0]), 'Tensor [2,0] float32 [[], []]'],
  [zeros([1, 1, 1, 1, 1]), 'Tensor [1,1,1,1,1] float32'],
])('%s', (x, text) => {
  expect(x.toString()).toBe(text)
  expect(`${x}`).toBe(text)
})

it('nests arrays as deep as the shape', () => {
  expect(arange(0, 4).reshape([2, 1, 2]).toArray()).toEqual([[[0, 1]], [[2, 3]]])
  expect(zeros([2, 0, 3]).toArray()).toEqual([[], []])
  expect(tensor(7).toArray()).toBe(7)
})
