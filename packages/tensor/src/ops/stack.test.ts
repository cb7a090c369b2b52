import { expect } from 'vitest'
import { type AnyOp, testOp } from '../__tests__/op-suite.ts'
import { type Plain, plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import { stack } from './stack.ts'

const along = (axis: number) => ({
  call: (op: AnyOp, tensors: readonly Tensor[]) => op(tensors, axis) as Tensor,
  reference: (inputs: readonly Plain[]) => {
    const { shape } = inputs[0]!
    const own = axis < 0 ? axis + shape.length + 1 : axis
    return built(shape.toSpliced(own, 0, inputs.length), (index) => elementAt(inputs[index[own]!]!, index.toSpliced(own, 1)))
  },
})

testOp('stack', stack, {
  samples: [
    { inputs: [randomPlain([2, 3], 1), randomPlain([2, 3], 2)], ...along(0) },
    { inputs: [randomPlain([2, 3], 1), randomPlain([2, 3], 2), randomPlain([2, 3], 3)], ...along(1) },
    { inputs: [randomPlain([2, 3], 1), randomPlain([2, 3], 2)], ...along(-1) },
    { inputs: [randomPlain([], 1), randomPlain([], 2)], ...along(0) },
    { inputs: [plain([], [0]), plain([], [0])], ...along(1) },
  ],
  reference: () => expect.fail('each sample has its own'),
  errors: [
    ['no tensors', () => stack([] as never), 'shape', /^stack: needs at least one tensor$/],
    [
      'shapes that differ',
      () => stack([zeros([2]), zeros([2]), zeros([1])] as never),
      'shape',
      /^stack: item 2 has shape \[1\], expected \[2\] as item 0$/,
    ],
    ['mixed dtypes', () => stack([zeros([2]), zeros([2], { dtype: 'int32' })]), 'type', /stack: item 1 is int32, expected float32/],
    ['an axis out of range', () => stack([zeros([2])], 2 as never), 'range', /stack: axis 2 out of range \[-2,1\]/],
  ],
})
