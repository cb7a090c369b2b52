import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { foldRows, knownRows, reductionSamples, total } from '../__tests__/rows.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { norm } from './norm.ts'

testOp('norm', norm, {
  samples: [
    ...reductionSamples(8),
    { inputs: [randomPlain([3, 4], 2)], args: [1, { order: 1 }] },
    { inputs: [randomPlain([3, 4], 2)], args: [undefined, { order: Infinity }] },
    { inputs: [randomPlain([3, 4], 2)], args: [0, { order: Infinity, keepDims: true }] },
    { inputs: [plain([], [2, 0])], args: [1, { order: 1 }] },
  ],
  reference: ([x], axes, options) =>
    foldRows(x!, axes, options, (row) => {
      const sizes = row.map(Math.abs)
      if (options?.order === 1) return total(sizes)
      return options?.order === Infinity ? Math.max(...sizes) : Math.sqrt(total(sizes.map((size) => size * size)))
    }),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-20 }, float64: { relative: 1e-14, absolute: 1e-300 } },
  known: knownRows('norm'),
  errors: [
    ['another order', () => norm(zeros([2]), 0, { order: 3 as never }), 'range', /order must be 1, 2 or Infinity, got 3/],
    [
      'an order that is no number',
      () => norm(zeros([2]), 0, { order: 'fro' as never }),
      'type',
      /order must be 1, 2 or Infinity, got "fro"/,
    ],
    ['the largest of nothing', () => norm(zeros([2, 0]), 1, { order: Infinity }), 'range', /reduction of an empty axis/],
    ['int32', () => norm(zeros([3], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64/],
  ],
})

it.each([1, 2, Infinity])('has gradients 0 at the zero vector, of first and second order: order %s', (order) => {
  const x = tensor([0, 0, 0], { requiresGradient: true })
  const [slope] = gradients(norm(x, 0, { order: order as 2 }), [x], { createGraph: true })
  expect(slope.toArray()).toEqual([0, 0, 0])
  const [again] = gradients(norm(slope), [x], { allowUnused: true })
  expect(again?.toArray() ?? [0, 0, 0]).toEqual([0, 0, 0])
})
