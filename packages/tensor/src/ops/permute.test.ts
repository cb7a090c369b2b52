import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import { permute } from './permute.ts'

testOp('permute', permute, {
  samples: [
    { inputs: [randomPlain([2, 3, 4], 1)], args: [[2, 0, 1]] },
    { inputs: [randomPlain([2, 3, 4], 1)], args: [[0, -1, 1]] },
    { inputs: [randomPlain([2, 3], 1)], args: [[0, 1]] },
    { inputs: [randomPlain([], 1)], args: [[]] },
    { inputs: [plain([], [0, 3])], args: [[1, 0]] },
  ],
  reference: ([x], order: readonly number[]) => {
    const axes = order.map((axis) => (axis < 0 ? axis + order.length : axis))
    return built(
      axes.map((axis) => x!.shape[axis]!),
      (index) =>
        elementAt(
          x!,
          axes.map((_, axis) => index[axes.indexOf(axis)]!),
        ),
    )
  },
  errors: [
    [
      'an axis named twice',
      () => permute(zeros([2, 3]), [0, 0] as never),
      'shape',
      /order \[0,0\] must name each of the 2 axes exactly once/,
    ],
    ['too few axes', () => permute(zeros([2, 3]), [0] as never), 'shape', /must name each of the 2 axes exactly once/],
    ['an axis out of range', () => permute(zeros([2, 3]), [0, 2] as never), 'range', /axis 2 out of range \[-2,1\]/],
    ['a number', () => permute(zeros([2, 3]), 1 as never), 'type', /order must be an array of axes, got 1/],
  ],
})
