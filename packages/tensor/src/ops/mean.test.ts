import { testOp } from '../__tests__/op-suite.ts'
import { foldRows, reductionSamples, total } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { mean } from './mean.ts'

testOp('mean', mean, {
  samples: reductionSamples(2, { emptyAxis: 'NaN' }),
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => total(row) / row.length),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-6 }, float64: { relative: 1e-14, absolute: 1e-15 } },
  errors: [
    ['int32', () => mean(tensor([1, 2], { dtype: 'int32' })), 'type', /the tensor is int32, expected float32 or float64; use cast/],
    ['bools', () => mean(tensor([true])), 'type', /the tensor is bool/],
  ],
})
