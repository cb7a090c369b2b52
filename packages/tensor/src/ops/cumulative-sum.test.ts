import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { knownRows, mapRows, total } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { cumulativeSum } from './cumulative-sum.ts'

const x = randomPlain([2, 3, 4], 1)

testOp('cumulativeSum', cumulativeSum, {
  samples: [
    { inputs: [x] },
    { inputs: [x], args: [1] },
    { inputs: [x], args: [0, { reverse: true }] },
    { inputs: [x], args: [-1, { exclusive: true }] },
    { inputs: [x], args: [1, { reverse: true, exclusive: true }] },
    { inputs: [randomPlain([3, 1], 1)], args: [1, { exclusive: true }] },
    { inputs: [plain([], [2, 0])] },
    { inputs: [plain([], [0, 2])], args: [1, { reverse: true, exclusive: true }] },
    { inputs: [randomPlain([2, 1300], 1)], smooth: false },
    { inputs: [plain([1, 2, 3, 4, 5, 6], [2, 3])], args: [0], dtypes: ['int32'] },
  ],
  reference: ([x], axis = -1, { reverse = false, exclusive = false } = {}) =>
    mapRows(x!, axis, (row) => row.map((_, i) => total(reverse ? row.slice(exclusive ? i + 1 : i) : row.slice(0, exclusive ? i : i + 1)))),
  tolerance: { float32: { relative: 1e-5, absolute: 1e-4 }, float64: { relative: 1e-13, absolute: 1e-13 } },
  known: knownRows('cumulativeSum'),
  errors: [
    [
      'an option that is no boolean',
      () => cumulativeSum(zeros([2]), 0, { reverse: 1 as never }),
      'type',
      /reverse must be true or false, got 1/,
    ],
    ['a scalar', () => cumulativeSum(tensor(1)), 'range', /a scalar has no axes/],
  ],
})

it('counts bools as int32', () => {
  const counted = cumulativeSum(tensor([true, false, true]))
  expect(counted.dtype).toBe('int32')
  expect(counted.toArray()).toEqual([1, 1, 2])
})
