import { broadcastShapes, type Shape } from '@gradus/kernel'
import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { type Plain, plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { matmul } from './matmul.ts'

/** Products by the definition: a vector is a row on the left and a column on the right, leading axes broadcast. */
function product(a: Plain, b: Plain): Plain {
  const left = a.shape.length === 1 ? { ...a, shape: [1, ...a.shape] } : a
  const right = b.shape.length === 1 ? { ...b, shape: [...b.shape, 1] } : b
  const batch = broadcastShapes('reference', left.shape.slice(0, -2), right.shape.slice(0, -2))
  const inner = left.shape.at(-1)!
  const own = (x: Plain, index: Shape): number[] =>
    x.shape.slice(0, -2).map((size, axis) => (size === 1 ? 0 : index[axis + batch.length - (x.shape.length - 2)]!))
  const full = built([...batch, left.shape.at(-2)!, right.shape.at(-1)!], (index) => {
    const [i, j] = index.slice(-2)
    let sum = 0
    for (let k = 0; k < inner; k++) sum += elementAt(left, [...own(left, index), i!, k]) * elementAt(right, [...own(right, index), k, j!])
    return sum
  })
  const shape = full.shape.filter(
    (_, axis) => !((a.shape.length === 1 && axis === batch.length) || (b.shape.length === 1 && axis === batch.length + 1)),
  )
  return { ...full, shape }
}

const pair = (a: Shape, b: Shape) => ({ inputs: [randomPlain(a, 1), randomPlain(b, 2)] })

testOp('matmul', matmul, {
  samples: [
    pair([2, 3], [3, 4]),
    pair([3], [3, 2]),
    pair([2, 3], [3]),
    pair([3], [3]),
    pair([1, 1], [1, 1]),
    pair([2, 2, 3], [3, 2]),
    pair([2, 1, 2, 3], [3, 3, 2]),
    pair([3], [2, 3, 2]),
    pair([2, 0], [0, 3]),
    pair([0, 3], [3, 2]),
    { ...pair([33, 70], [70, 35]), smooth: false },
    { inputs: [plain([1, -2, 3, 4], [2, 2]), plain([5, 6, 7, 8], [2, 2])], dtypes: ['int32'] },
  ],
  reference: ([a, b]) => product(a!, b!),
  tolerance: { float32: { relative: 1e-5, absolute: 1e-5 }, float64: { relative: 1e-13, absolute: 1e-13 } },
  errors: [
    [
      'inner dimensions that differ',
      () => matmul(zeros([2, 3]), zeros([2, 3]) as never),
      'shape',
      /^matmul: inner dimensions 3 and 2 differ: \[2,3\] x \[2,3\]; transpose the second\?$/,
    ],
    [
      'factors in the other order',
      () => matmul(zeros([2, 3]), zeros([2, 4]) as never),
      'shape',
      /^matmul: inner dimensions 3 and 2 differ: \[2,3\] x \[2,4\]; transpose the first\?$/,
    ],
    ['a scalar', () => matmul(tensor(1) as never, zeros([2]) as never), 'shape', /needs rank >= 1, got \[\]/],
    [
      'batches that do not broadcast',
      () => matmul(zeros([2, 1, 2]), zeros([3, 2, 1]) as never),
      'shape',
      /\[2\] and \[3\] do not broadcast/,
    ],
    ['mixed dtypes', () => matmul(zeros([2, 2]), zeros([2, 2], { dtype: 'float64' })), 'type', /float32 and float64.*use cast/],
    ['bools', () => matmul(zeros([2, 2], { dtype: 'bool' }), zeros([2, 2], { dtype: 'bool' })), 'type', /the operands are bool/],
    ['a number', () => matmul(zeros([2, 2]), 2 as never), 'type', /b must be a tensor, got 2/],
  ],
})

it('adds the products in index order', () => {
  // 1e8 + 1 rounds to 1e8 in float32: in another order something would be left.
  expect(matmul(tensor([1e8, 1, -1e8]), tensor([1, 1, 1])).item()).toBe(0)
})
