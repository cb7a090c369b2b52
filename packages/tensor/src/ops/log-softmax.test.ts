import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { knownRows, mapRows, total } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { logSoftmax } from './log-softmax.ts'

testOp('logSoftmax', logSoftmax, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [0] },
    { inputs: [randomPlain([3, 1], 1)] },
    { inputs: [plain([], [2, 0])] },
    { inputs: [randomPlain([2, 67], 1, -30, 30)], smooth: false },
  ],
  reference: ([x], axis = -1) => mapRows(x!, axis, (row) => row.map((value) => value - Math.log(total(row.map(Math.exp))))),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-6 }, float64: { relative: 1e-14, absolute: 1e-14 } },
  known: knownRows('logSoftmax'),
  errors: [['bools', () => logSoftmax(zeros([2], { dtype: 'bool' })), 'type', /x is bool, expected float32 or float64; use cast/]],
})
