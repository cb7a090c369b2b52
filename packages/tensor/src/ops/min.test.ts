import { testOp } from '../__tests__/op-suite.ts'
import { foldRows, integerSamples, knownRows, reductionSamples } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { min } from './min.ts'

testOp('min', min, {
  samples: [...reductionSamples(3, { emptyAxis: 'refused' }), ...integerSamples],
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => Math.min(...row)),
  // Ties share the gradient, NaN wins.
  known: knownRows('min'),
  errors: [
    ['an empty axis', () => min(zeros([2, 0]), 1), 'range', /^min: reduction of an empty axis \(axis 1 of shape \[2,0\]\) has no min$/],
    ['nothing at all', () => min(zeros([0])), 'range', /reduction of an empty axis/],
    ['bools', () => min(tensor([true])), 'type', /the tensor is bool, expected float32 or float64 or int32/],
    ['an axis out of range', () => min(zeros([2, 2, 2]), -4 as never), 'range', /axis -4 out of range \[-3,2\]/],
  ],
})
