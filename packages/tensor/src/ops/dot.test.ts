import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { total } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { dot } from './dot.ts'

testOp('dot', dot, {
  samples: [
    { inputs: [randomPlain([5], 1), randomPlain([5], 2)] },
    { inputs: [randomPlain([1], 1), randomPlain([1], 2)] },
    { inputs: [plain([]), plain([])] },
    { inputs: [randomPlain([3000], 1), randomPlain([3000], 2)], smooth: false },
    { inputs: [plain([1, -2, 3]), plain([4, 5, 6])], dtypes: ['int32'] },
  ],
  reference: ([a, b]) => plain([total(a!.data.map((value, i) => value * b!.data[i]!))], []),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-4 }, float64: { relative: 1e-14, absolute: 1e-12 } },
  errors: [
    ['vectors of two lengths', () => dot(zeros([2]), zeros([3]) as never), 'shape', /^dot: the vectors have 2 and 3 elements$/],
    ['one that would broadcast', () => dot(zeros([2]), zeros([1]) as never), 'shape', /the vectors have 2 and 1 elements/],
    ['a matrix', () => dot(zeros([2, 2]), zeros([2])), 'shape', /a must be a vector, got shape \[2,2\]; use matmul for matrices/],
    ['a number', () => dot(zeros([2]), 2 as never), 'type', /b must be a tensor, got 2/],
    ['mixed dtypes', () => dot(zeros([2]), zeros([2], { dtype: 'float64' })), 'type', /dot: .*float32 and float64.*use cast/],
  ],
})
