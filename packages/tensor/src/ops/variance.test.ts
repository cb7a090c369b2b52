import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { randomPlain } from '../__tests__/plain.ts'
import { foldRows, knownRows, reductionSamples, total } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { variance } from './variance.ts'

testOp('variance', variance, {
  samples: [...reductionSamples(6, { emptyAxis: 'NaN' }), { inputs: [randomPlain([3, 4], 1)], args: [1, { correction: 1.5 }] }],
  reference: ([x], axes, options) =>
    foldRows(x!, axes, options, (row) => {
      const mean = total(row) / row.length
      return total(row.map((value) => (value - mean) * (value - mean))) / (row.length - (options?.correction ?? 0))
    }),
  tolerance: { float32: { relative: 1e-5, absolute: 1e-10 }, float64: { relative: 1e-13, absolute: 1e-30 } },
  known: knownRows('variance'),
  errors: [
    [
      'a correction that leaves nothing',
      () => variance(zeros([2, 1]), 1, { correction: 1 }),
      'range',
      /a correction of 1 needs more than 1 elements, got 1/,
    ],
    [
      'a negative correction',
      () => variance(zeros([3]), 0, { correction: -1 }),
      'range',
      /correction must be a finite number >= 0, got -1/,
    ],
    ['a misspelt option', () => variance(zeros([3]), 0, { ddof: 1 } as never), 'type', /unknown option "ddof".*correction/],
    ['int32', () => variance(zeros([3], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64; use cast/],
  ],
})

it('keeps small distances beside a large mean, in float32 too', () => {
  expect(variance(tensor([16777216, 16777218, 16777220])).item()).toBe(Math.fround(8 / 3))
})
