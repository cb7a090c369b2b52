import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { outer } from './outer.ts'

testOp('outer', outer, {
  samples: [
    { inputs: [randomPlain([3], 1), randomPlain([4], 2)] },
    { inputs: [randomPlain([1], 1), randomPlain([2], 2)] },
    { inputs: [plain([]), randomPlain([2], 2)] },
    { inputs: [plain([1, -2, 3]), plain([4, 5])], dtypes: ['int32'] },
  ],
  reference: ([a, b]) => built([a!.shape[0]!, b!.shape[0]!], ([i, j]) => a!.data[i!]! * b!.data[j!]!),
  errors: [
    ['a scalar', () => outer(zeros([]), zeros([2])), 'shape', /outer: a must be a vector, got shape \[\]/],
    ['mixed dtypes', () => outer(zeros([2]), zeros([2], { dtype: 'float64' })), 'type', /outer: .*float32 and float64.*use cast/],
  ],
})
