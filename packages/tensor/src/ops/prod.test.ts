import { testOp } from '../__tests__/op-suite.ts'
import { plain } from '../__tests__/plain.ts'
import { foldRows, integerSamples, knownRows, reductionSamples } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { prod } from './prod.ts'

testOp('prod', prod, {
  samples: [
    ...reductionSamples(4),
    // Zeros: the gradient of the gradient too must be right where a quotient would be 0 / 0.
    { inputs: [plain([2, 0, 3, 0, 0, 4, 5, 6, 7], [3, 3])], args: [1] },
    { inputs: [plain([0, 2, 3, 4, 5, 0, 7], [1, 7])] },
    integerSamples[0]!,
  ],
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => row.reduce((product, value) => product * value, 1)),
  tolerance: { float32: { relative: 1e-5 }, float64: { relative: 1e-13 } },
  known: knownRows('prod'),
  errors: [['bools', () => prod(tensor([true])), 'type', /the tensor is bool, expected float32 or float64 or int32/]],
})
