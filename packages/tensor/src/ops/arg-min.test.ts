import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { foldRows, knownRows } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { argMin } from './arg-min.ts'

const x = randomPlain([2, 3, 4], 5)

testOp('argMin', argMin, {
  samples: [
    { inputs: [x] },
    { inputs: [x], args: [1] },
    { inputs: [x], args: [-1, { keepDims: true }] },
    { inputs: [x], args: [undefined, { keepDims: true }] },
    { inputs: [randomPlain([], 1)] },
    { inputs: [plain([], [0, 3])], args: [1] },
    { inputs: [randomPlain([3, 2500], 1)], args: [1] },
    { inputs: [plain([3, -1, 4, 4, -1, 4], [2, 3])], args: [1], dtypes: ['int32'] },
    { inputs: [plain([2147483647, -2147483648, 2147483647])], dtypes: ['int32'] },
  ],
  reference: ([x], axis, options) =>
    foldRows(x!, axis, options, (row) => row.reduce((best, value, i) => (value < row[best]! ? i : best), 0)),
  resultDType: 'int32',
  differentiable: false,
  known: knownRows('argMin'),
  errors: [
    ['an empty axis', () => argMin(zeros([2, 0]), 1), 'range', /reduction of an empty axis \(axis 1 of shape \[2,0\]\) has no argMin$/],
    ['several axes', () => argMin(zeros([2, 2]), [0, 1] as never), 'type', /axis must be an integer, got \[0,1\]/],
    ['bools', () => argMin(zeros([2], { dtype: 'bool' })), 'type', /is bool, expected float32 or float64 or int32/],
  ],
})
