import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { knownRows, mapRows, total } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { softmax } from './softmax.ts'

testOp('softmax', softmax, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [0] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [1] },
    { inputs: [randomPlain([3, 1], 1)] },
    { inputs: [plain([], [2, 0])] },
    { inputs: [plain([], [0, 2])] },
    { inputs: [randomPlain([2, 67], 1, -30, 30)], smooth: false },
  ],
  reference: ([x], axis = -1) =>
    mapRows(x!, axis, (row) => {
      const powers = row.map(Math.exp)
      return powers.map((power) => power / total(powers))
    }),
  tolerance: { float32: { relative: 4e-6 }, float64: { relative: 1e-13 } },
  known: knownRows('softmax'),
  errors: [
    ['int32', () => softmax(zeros([2], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64; use cast/],
    ['a scalar', () => softmax(tensor(1)), 'range', /axis -1 given, but a scalar has no axes/],
    ['an axis out of range', () => softmax(zeros([2, 3]), 2), 'range', /axis 2 out of range \[-2,1\]/],
  ],
})

it('stays finite for large logits and does not change when all are shifted', () => {
  expect(softmax(tensor([1000, 1001, 1002])).toArray()).toEqual(softmax(tensor([0, 1, 2])).toArray())
})
