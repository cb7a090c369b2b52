import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { zeros } from '../creation/zeros.ts'
import { squeeze } from './squeeze.ts'

testOp('squeeze', squeeze, {
  samples: [
    { inputs: [randomPlain([1, 3, 1, 2], 1)] },
    { inputs: [randomPlain([1, 3, 1, 2], 1)], args: [0] },
    { inputs: [randomPlain([1, 3, 1, 2], 1)], args: [[-2, 0]] },
    { inputs: [randomPlain([1], 1)] },
    { inputs: [randomPlain([], 1)] },
    { inputs: [plain([], [1, 0])] },
  ],
  reference: ([x], axes) => {
    const named = axes === undefined ? undefined : [axes].flat().map((axis: number) => (axis + x!.shape.length) % x!.shape.length)
    return { ...x!, shape: x!.shape.filter((size, axis) => (named === undefined ? size !== 1 : !named.includes(axis))) }
  },
  errors: [
    ['an axis that is not 1', () => squeeze(zeros([1, 4]), 1 as never), 'shape', /^squeeze: axis 1 of \[1,4\] is not 1$/],
    ['an axis out of range', () => squeeze(zeros([1]), 1 as never), 'range', /axis 1 out of range \[-1,0\]/],
    ['a duplicate axis', () => squeeze(zeros([1, 1]), [0, -2] as never), 'range', /duplicate axis 0/],
  ],
})
