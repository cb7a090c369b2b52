import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { zeros } from '../creation/zeros.ts'
import { unsqueeze } from './unsqueeze.ts'

testOp('unsqueeze', unsqueeze, {
  samples: [
    { inputs: [randomPlain([2, 3], 1)], args: [0] },
    { inputs: [randomPlain([2, 3], 1)], args: [-2] },
    { inputs: [randomPlain([2, 3], 1)], args: [2] },
    { inputs: [randomPlain([], 1)], args: [-1] },
    { inputs: [plain([], [0])], args: [1] },
  ],
  reference: ([x], axis) => ({ ...x!, shape: x!.shape.toSpliced(axis < 0 ? axis + x!.shape.length + 1 : axis, 0, 1) }),
  errors: [
    ['an axis out of range', () => unsqueeze(zeros([2]), 2 as never), 'range', /axis 2 out of range \[-2,1\]/],
    ['no axis', () => unsqueeze(zeros([2]), undefined as never), 'type', /axis must be an integer, got undefined/],
  ],
})
