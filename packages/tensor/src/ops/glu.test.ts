import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { mapRows } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import { glu } from './glu.ts'

testOp('glu', glu, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [0] },
    { inputs: [randomPlain([2, 6, 1], 1)], args: [-2] },
    { inputs: [plain([], [0, 2])] },
    { inputs: [plain([], [2, 0])] },
    { inputs: [plain([1000, -1000, 3, 800, -800, 0])], smooth: false },
  ],
  reference: ([x], axis = -1) =>
    mapRows(x!, axis, (row) => row.slice(0, row.length / 2).map((value, i) => value / (1 + Math.exp(-row[i + row.length / 2]!)))),
  errors: [
    ['an odd axis', () => glu(zeros([2, 3]) as Tensor), 'shape', /^glu: axis 1 of shape \[2,3\] does not divide into two halves$/],
    ['int32', () => glu(zeros([2], { dtype: 'int32' })), 'type', /^glu: x is int32, expected float32 or float64; use cast/],
    ['a scalar', () => glu(tensor(1) as Tensor), 'range', /^glu: axis -1 given, but a scalar has no axes/],
  ],
})
