import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { mapRows, total } from '../__tests__/rows.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { sparsemax } from './sparsemax.ts'

/** By bisection: Σ max(x − τ, 0) falls as τ rises. */
function project(row: readonly number[]): readonly number[] {
  let [low, high] = [row.reduce((a, b) => Math.max(a, b), -Infinity) - 1, row.reduce((a, b) => Math.max(a, b), -Infinity)]
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    if (total(row.map((value) => Math.max(value - middle, 0))) > 1) low = middle
    else high = middle
  }
  return row.map((value) => Math.max(value - low, 0))
}

testOp('sparsemax', sparsemax, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [0] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [1] },
    { inputs: [plain([1, 1, 1, 0.9], [4])] },
    { inputs: [randomPlain([3, 1], 1)], smooth: false },
    { inputs: [plain([], [2, 0])] },
    { inputs: [plain([], [0, 2])] },
    { inputs: [randomPlain([2, 67], 1, -30, 30)], smooth: false },
  ],
  reference: ([x], axis = -1) => mapRows(x!, axis, project),
  tolerance: { float32: { relative: 4e-6, absolute: 1e-6 }, float64: { relative: 1e-13, absolute: 1e-15 } },
  errors: [
    ['int32', () => sparsemax(zeros([2], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64; use cast/],
    ['a scalar', () => sparsemax(tensor(1)), 'range', /axis -1 given, but a scalar has no axes/],
    ['an axis out of range', () => sparsemax(zeros([2, 3]), 2), 'range', /axis 2 out of range \[-2,1\]/],
  ],
})

it('has the gradient of the element that is 0 at a kink: 0', () => {
  const x = tensor([1, 0], { requiresGradient: true })
  const y = sparsemax(x)
  expect(y.toArray()).toEqual([1, 0])
  expect(gradients(y, [x], { gradient: tensor([3, 5]) })[0].toArray()).toEqual([0, 0])
})

it('of large numbers, and of what is not finite', () => {
  expect(sparsemax(tensor([1e30, -1e30, 0])).toArray()).toEqual([1, 0, 0])
  for (const bad of [Infinity, Number.NaN]) expect(sparsemax(tensor([bad, 0])).toArray()).toEqual([Number.NaN, Number.NaN])
  expect(sparsemax(tensor([0, -Infinity])).toArray()).toEqual([1, 0])
})
