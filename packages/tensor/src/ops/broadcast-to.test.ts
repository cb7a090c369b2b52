import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { broadcastTo } from './broadcast-to.ts'

testOp('broadcastTo', broadcastTo, {
  samples: [
    { inputs: [randomPlain([3], 1)], args: [[2, 3]] },
    { inputs: [randomPlain([2, 1, 3], 1)], args: [[4, 2, 2, 3]] },
    { inputs: [randomPlain([2, 3], 1)], args: [[2, 3]] },
    { inputs: [randomPlain([], 1)], args: [[2, 2]] },
    { inputs: [randomPlain([1], 1)], args: [[0]] },
    { inputs: [plain([], [0, 1])], args: [[0, 3]] },
  ],
  reference: ([x], shape: readonly number[]) =>
    built(shape, (index) =>
      elementAt(
        x!,
        x!.shape.map((size, axis) => (size === 1 ? 0 : index[axis + shape.length - x!.shape.length]!)),
      ),
    ),
  errors: [
    ['an axis of another size', () => broadcastTo(zeros([2]), [3]), 'shape', /\[2\] and \[3\] do not broadcast: axis 0 is 2 and 3/],
    ['a smaller shape', () => broadcastTo(zeros([2, 3]), [3]), 'shape', /\[2,3\] cannot shrink to \[3\]/],
    ['a negative size', () => broadcastTo(zeros([1]), [-1]), 'shape', /dimension 0 is -1, expected an integer >= 0/],
  ],
})
