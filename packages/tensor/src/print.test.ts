import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { arange } from './creation/arange.ts'
import { tensor } from './creation/tensor.ts'
import { zeros } from './creation/zeros.ts'
import { broadcastTo } from './ops/broadcast-to.ts'
import { slice } from './ops/slice.ts'

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
  // With eight digits this would be its neighbour.
  [tensor([117.364075]), 'Tensor [1] float32 [117.364075]'],
  [tensor([0.1 + 0.2], { dtype: 'float64' }), 'Tensor [1] float64 [0.30000000000000004]'],
  [tensor([-0, NaN, -Infinity]), 'Tensor [3] float32 [-0, NaN, -Infinity]'],
  [tensor([true, false]), 'Tensor [2] bool [true, false]'],
  [arange(0, 100), 'Tensor [100] float32 [0, 1, 2, …, 97, 98, 99]'],
  [arange(0, 7), 'Tensor [7] float32 [0, 1, 2, …, 4, 5, 6]'],
  [arange(0, 6), 'Tensor [6] float32 [0, 1, 2, 3, 4, 5]'],
  [arange(0, 14).reshape([7, 2]).transpose(), 'Tensor [2,7] float32 [[0, 2, 4, …, 8, 10, 12], [1, 3, 5, …, 9, 11, 13]]'],
  [slice(arange(0, 100), [{ start: 90, end: 10, step: -10 }]), 'Tensor [8] float32 [90, 80, 70, …, 40, 30, 20]'],
  [zeros([0]), 'Tensor [0] float32 []'],
  [zeros([9, 0]), 'Tensor [9,0] float32 [[], [], [], …, [], [], []]'],
  [zeros([2, 0]), 'Tensor [2,0] float32 [[], []]'],
  [zeros([1, 1, 1, 1, 1]), 'Tensor [1,1,1,1,1] float32'],
])('%s', (x, text) => {
  expect(x.toString()).toBe(text)
  expect(`${x}`).toBe(text)
})

it('reads no more than it shows', () => {
  const start = performance.now()
  expect(broadcastTo(tensor(1), [2_000_000_000]).toString()).toBe('Tensor [2000000000] float32 [1, 1, 1, …, 1, 1, 1]')
  expect(performance.now() - start).toBeLessThan(1000)
})

it('nests arrays as deep as the shape', () => {
  expect(arange(0, 4).reshape([2, 1, 2]).toArray()).toEqual([[[0, 1]], [[2, 3]]])
  expect(zeros([2, 0, 3]).toArray()).toEqual([[], []])
  expect(tensor(7).toArray()).toBe(7)
})

it('looks the same in a console, and all elements go into JSON', () => {
  const x = tensor([
    [1, 2.5],
    [NaN, 4],
  ])
  expect(inspect(x)).toBe(x.toString())
  expect(JSON.parse(JSON.stringify({ x }))).toEqual({ x: { shape: [2, 2], dtype: 'float32', data: [1, 2.5, null, 4] } })
})
