import { testOp } from '../__tests__/op-suite.ts'
import { foldRows, knownRows, reductionSamples, total } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { standardDeviation } from './standard-deviation.ts'

// Rows of one element have a kink: their deviation is 0, which no direction lowers.
const smooth = (axes: unknown): boolean => JSON.stringify(axes) !== '[]'

testOp('standardDeviation', standardDeviation, {
  samples: reductionSamples(7, { emptyAxis: 'NaN' }).map((sample) => ({
    ...sample,
    smooth: (sample.smooth ?? true) && smooth(sample.args?.[0]) && sample.inputs[0]!.shape.length > 0 && sample.inputs[0]!.shape[0] !== 1,
  })),
  reference: ([x], axes, options) =>
    foldRows(x!, axes, options, (row) => {
      const mean = total(row) / row.length
      return Math.sqrt(total(row.map((value) => (value - mean) * (value - mean))) / row.length)
    }),
  tolerance: { float32: { relative: 1e-5, absolute: 1e-10 }, float64: { relative: 1e-13, absolute: 1e-30 } },
  // The gradient of a row without spread is 0.
  known: knownRows('standardDeviation'),
  errors: [
    [
      'a correction that leaves nothing',
      () => standardDeviation(zeros([1]), 0, { correction: 1 }),
      'range',
      /a correction of 1 needs more/,
    ],
    ['int32', () => standardDeviation(zeros([3], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64/],
  ],
})
