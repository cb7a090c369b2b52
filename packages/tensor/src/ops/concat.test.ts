import { createCpuBackend } from '@gradus/cpu'
import { expect, it } from 'vitest'
import { type AnyOp, testOp } from '../__tests__/op-suite.ts'
import { type Plain, plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { setBackend } from '../backend.ts'
import { gradients } from '../backward.ts'
import { ones } from '../creation/ones.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import { concat } from './concat.ts'

/** All tensors as one list, along an axis. */
const along = (axis: number) => ({
  call: (op: AnyOp, tensors: readonly Tensor[]) => op(tensors, axis) as Tensor,
  reference: (inputs: readonly Plain[]) => joined(inputs, axis),
})

function joined(inputs: readonly Plain[], axis: number): Plain {
  const starts = inputs.map((_, i) => inputs.slice(0, i + 1).reduce((sum, { shape }) => sum + shape[axis]!, 0))
  return built(inputs[0]!.shape.with(axis, starts.at(-1)!), (index) => {
    const part = starts.findIndex((end) => index[axis]! < end)
    return elementAt(inputs[part]!, index.with(axis, index[axis]! - (starts[part - 1] ?? 0)))
  })
}

testOp('concat', concat, {
  samples: [
    { inputs: [randomPlain([1, 3], 1), randomPlain([2, 3], 2)], ...along(0) },
    { inputs: [randomPlain([2, 3], 1), randomPlain([2, 1], 2), randomPlain([2, 2], 3)], ...along(1) },
    { inputs: [randomPlain([2, 1, 2], 1), randomPlain([2, 2, 2], 2)], ...along(1) },
    { inputs: [randomPlain([2], 1)], ...along(0) },
    { inputs: [plain([], [0]), randomPlain([2], 1), plain([], [0])], ...along(0) },
    { inputs: [plain([], [0, 2]), plain([], [0, 3])], ...along(1) },
    { inputs: [plain([1, 0]), plain([1])], ...along(0), dtypes: ['bool', 'int32'] },
    { inputs: [randomPlain([3, 700], 1), randomPlain([3, 300], 2)], ...along(1), smooth: false },
  ],
  reference: () => expect.fail('each sample has its own'),
  errors: [
    ['no tensors', () => concat([] as never), 'shape', /^concat: needs at least one tensor$/],
    [
      'shapes that differ',
      () => concat([zeros([2, 3]), zeros([2, 4])] as never),
      'shape',
      /^concat: \[2,3\] and \[2,4\] \(item 1\) differ: axis 1 is 3 and 4$/,
    ],
    ['ranks that differ', () => concat([zeros([2]), zeros([2, 1])] as never), 'shape', /\[2\] and \[2,1\] \(item 1\) have different ranks/],
    [
      'mixed dtypes',
      () => concat([zeros([2]), zeros([2], { dtype: 'float64' })]),
      'type',
      /item 1 is float64, expected float32 as item 0.*use cast/,
    ],
    ['a number among them', () => concat([zeros([2]), 1] as never), 'type', /item 1 must be a tensor, got 1/],
    ['one tensor for a list', () => concat(zeros([2]) as never), 'type', /expected an array of tensors, got a Tensor/],
    ['an axis out of range', () => concat([zeros([2])], 1 as never), 'range', /axis 1 out of range \[-1,0\]/],
    ['scalars', () => concat([tensor(1), tensor(2)] as never), 'range', /a scalar has no axes/],
  ],
})

it('takes one tensor several times and adds up its gradients', () => {
  const x = tensor([1, 2], { requiresGradient: true })
  const joined = concat([x, x])
  expect(joined.toArray()).toEqual([1, 2, 1, 2])
  expect(gradients(joined, [x], { gradient: ones([4]) })[0].toArray()).toEqual([2, 2])
})

it('does not mind a list that changes afterwards', () => {
  const x = tensor([1], { requiresGradient: true })
  const list: Tensor[] = [x]
  const joined = concat(list)
  list[0] = tensor([[5]])
  expect(gradients(joined, [x])[0].toArray()).toEqual([1])
})

it('refuses tensors of two backends', () => {
  const here = zeros([1])
  setBackend(createCpuBackend())
  const there = zeros([1])
  setBackend(here.backend)
  expect(() => concat([here, there])).toThrow(/concat: input 0 lives on backend/)
})
