import { testOp } from '../__tests__/op-suite.ts'
import { plain } from '../__tests__/plain.ts'
import { foldRows } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { any } from './any.ts'

const x = plain([0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0], [2, 2, 3])
const long = plain(Array.from({ length: 3000 }, (_, i) => (i === 2999 ? 1 : 0)))

testOp('any', any, {
  samples: [
    { inputs: [x] },
    { inputs: [x], args: [-1] },
    { inputs: [x], args: [[0, 2], { keepDims: true }] },
    { inputs: [plain([1], [])] },
    { inputs: [plain([], [2, 0])], args: [1] },
    { inputs: [long] },
    { inputs: [{ ...long, data: long.data.map((bit) => 1 - bit) }] },
  ],
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => (row.some((bit) => bit === 1) ? 1 : 0)),
  dtypes: ['bool'],
  differentiable: false,
  errors: [['numbers', () => any(tensor([1, 0])), 'type', /the tensor is float32, expected bool; use cast/]],
})
