import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { gather } from './gather.ts'

const int32 = { dtype: 'int32' } as const
const x = randomPlain([3, 4], 1)

testOp('gather', gather, {
  samples: [
    { inputs: [x, plain([0, 3, 3, 1, 2, 2], [3, 2], 'int32')] },
    { inputs: [x, plain([2, 0, 1, 1], [1, 4], 'int32')], args: [0] },
    { inputs: [x, plain([2, 0], [1, 2], 'int32')], args: [0] },
    { inputs: [randomPlain([2, 3, 2], 1), plain([0, 2, 1, 1, 2, 2, 0, 0], [2, 2, 2], 'int32')], args: [1] },
    { inputs: [randomPlain([5], 1), plain([4, 4, 0], [3], 'int32')], args: [-1] },
    { inputs: [x, plain([], [3, 0], 'int32')] },
    { inputs: [plain([], [0, 2]), plain([], [0, 2], 'int32')], args: [0] },
    { inputs: [plain([1, 0]), plain([1, 1], [2], 'int32')], dtypes: ['bool', 'int32'] },
  ],
  reference: ([x, indices], axis = -1) => {
    const own = axis < 0 ? axis + x!.shape.length : axis
    return built(indices!.shape, (index) => elementAt(x!, index.with(own, elementAt(indices!, index))))
  },
  errors: [
    ['an index too large', () => gather(zeros([3]), tensor([0, 5], int32)), 'range', /^gather: index\[1\] = 5 out of range \[0,2\]$/],
    ['a negative index', () => gather(zeros([2, 2]), tensor([[0], [-1]], int32)), 'range', /index\[1,0\] = -1 out of range \[0,1\]/],
    ['an index into nothing', () => gather(zeros([0]), tensor([0], int32)), 'range', /index\[0\] = 0 out of range/],
    [
      'float indices',
      () => gather(zeros([3]), tensor([1.5])),
      'type',
      /indices must be int32, got float32; make them with \{ dtype: 'int32' \}, or cast/,
    ],
    ['an array of indices', () => gather(zeros([3]), [1] as never), 'type', /indices must be a tensor, got \[1\]/],
    ['indices of another rank', () => gather(zeros([3, 2]), tensor([1], int32)), 'shape', /indices \[1\] must have the rank of \[3,2\]/],
    [
      'indices beside nothing',
      () => gather(zeros([3, 2]), zeros([4, 2], int32)),
      'shape',
      /\[4,2\] reach beyond \[3,2\]: axis 0 is 4 and 3/,
    ],
    ['an axis out of range', () => gather(zeros([3]), zeros([3], int32), 1), 'range', /axis 1 out of range \[-1,0\]/],
  ],
})
