import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { foldRows, integerSamples, knownRows, reductionSamples } from '../__tests__/rows.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { max } from './max.ts'
import { multiply } from './multiply.ts'
import { sum } from './sum.ts'

testOp('max', max, {
  samples: [...reductionSamples(3, { emptyAxis: 'refused' }), ...integerSamples],
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => Math.max(...row)),
  // Ties share the gradient, NaN wins.
  known: knownRows('max'),
  errors: [
    ['an empty axis', () => max(zeros([2, 0]), 1), 'range', /^max: reduction of an empty axis \(axis 1 of shape \[2,0\]\) has no max$/],
    ['nothing at all', () => max(zeros([0])), 'range', /reduction of an empty axis/],
    ['bools', () => max(tensor([true])), 'type', /the tensor is bool, expected float32 or float64 or int32/],
    ['an axis out of range', () => max(zeros([2, 2, 2]), -4 as never), 'range', /axis -4 out of range \[-3,2\]/],
  ],
})

it('gives the whole gradient to a NaN, which won, and shares that of equals at second order too', () => {
  const x = tensor([1, NaN, 3], { requiresGradient: true })
  expect(gradients(max(x), [x])[0].toArray()).toEqual([0, 1, 0])
  const tied = tensor([2, 2], { requiresGradient: true })
  const [slope] = gradients(max(multiply(tied, tied)), [tied], { createGraph: true })
  // The slope is x · 2 / 2 for each of the two, so its sum has slope 1 for each.
  expect(gradients(sum(slope), [tied])[0].toArray()).toEqual([1, 1])
})
