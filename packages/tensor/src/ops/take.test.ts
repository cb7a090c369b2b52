import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { take } from './take.ts'

const int32 = { dtype: 'int32' } as const
const x = randomPlain([3, 4], 1)

testOp('take', take, {
  samples: [
    { inputs: [x, plain([2, 0, 2], [3], 'int32')] },
    { inputs: [x, plain([3, 1], [2, 1], 'int32')], args: [1] },
    { inputs: [x, plain([1], [], 'int32')], args: [-1] },
    { inputs: [randomPlain([2, 3, 2], 1), plain([0, 2, 1, 1], [2, 2], 'int32')], args: [1] },
    { inputs: [x, plain([], [0], 'int32')] },
    { inputs: [plain([], [2, 0]), plain([1, 1, 0], [3], 'int32')] },
    { inputs: [plain([1, 0]), plain([1, 1], [2], 'int32')], dtypes: ['bool', 'int32'] },
  ],
  reference: ([x, indices], axis = 0) => {
    const own = axis < 0 ? axis + x!.shape.length : axis
    const end = own + indices!.shape.length
    return built([...x!.shape.slice(0, own), ...indices!.shape, ...x!.shape.slice(own + 1)], (index) =>
      elementAt(x!, [...index.slice(0, own), elementAt(indices!, index.slice(own, end)), ...index.slice(end)]),
    )
  },
  errors: [
    ['an index too large', () => take(zeros([3, 2]), tensor([0, 5], int32)), 'range', /^take: index\[1\] = 5 out of range \[0,2\]$/],
    [
      'a negative index',
      () => take(zeros([3, 2]), tensor([[0], [-1]], int32), 1),
      'range',
      /^take: index\[1,0\] = -1 out of range \[0,1\]$/,
    ],
    ['float indices', () => take(zeros([3]), tensor([0, 1])), 'type', /indices must be int32, got float32/],
    ['a scalar', () => take(tensor(1), tensor([0], int32)), 'range', /a scalar has no axes/],
  ],
})
