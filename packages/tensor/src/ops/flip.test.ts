import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { flip } from './flip.ts'

testOp('flip', flip, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [1] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [[0, 2]] },
    { inputs: [plain([], [2, 0])], args: [1] },
    { inputs: [randomPlain([], 1)] },
  ],
  reference: ([x], axes) => {
    const reversed = axes === undefined ? [...x!.shape.keys()] : [axes].flat()
    return built(x!.shape, (index) =>
      elementAt(
        x!,
        index.map((i, axis) => (reversed.includes(axis) ? x!.shape[axis]! - 1 - i : i)),
      ),
    )
  },
  errors: [['an axis out of range', () => flip(zeros([2]), 1), 'range', /axis 1 out of range \[-1,0\]/]],
})
