import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { tile } from './tile.ts'

testOp('tile', tile, {
  samples: [
    { inputs: [randomPlain([2, 3], 1)], args: [[2, 1]] },
    { inputs: [randomPlain([2, 3], 1)], args: [[3, 2]] },
    { inputs: [randomPlain([2, 3], 1)], args: [[1, 1]] },
    { inputs: [randomPlain([2, 3], 1)], args: [[2, 0]] },
    { inputs: [randomPlain([], 1)], args: [[]] },
    { inputs: [plain([], [0, 2])], args: [[2, 2]] },
  ],
  reference: ([x], repeats) =>
    built(
      x!.shape.map((size, axis) => size * repeats[axis]),
      (index) =>
        elementAt(
          x!,
          index.map((i, axis) => i % x!.shape[axis]!),
        ),
    ),
  errors: [
    ['too many counts', () => tile(zeros([2]), [2, 2]), 'shape', /2 counts for the 1 axes of shape \[2\]/],
    ['a negative count', () => tile(zeros([2]), [-1]), 'range', /count of axis 0 must be an integer >= 0, got -1/],
    ['a number', () => tile(zeros([2]), 2 as never), 'type', /repeats must be an array of counts, got 2/],
  ],
})
