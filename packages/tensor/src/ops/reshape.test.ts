import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { zeros } from '../creation/zeros.ts'
import { reshape } from './reshape.ts'

testOp('reshape', reshape, {
  samples: [
    { inputs: [randomPlain([2, 6], 1)], args: [[3, 4]] },
    { inputs: [randomPlain([2, 6], 1)], args: [[4, -1]] },
    { inputs: [randomPlain([2, 6], 1)], args: [[2, 6]] },
    { inputs: [randomPlain([1], 1)], args: [[]] },
    { inputs: [plain([], [0, 3])], args: [[5, 0]] },
    { inputs: [plain([], [0, 3])], args: [[-1, 3]] },
  ],
  reference: ([x], shape: readonly number[]) => {
    const known = shape.filter((size) => size !== -1).reduce((product, size) => product * size, 1)
    return { ...x!, shape: shape.map((size) => (size === -1 ? x!.data.length / known : size)) }
  },
  errors: [
    ['a shape that is not filled', () => reshape(zeros([5]), [2, 3] as never), 'shape', /^reshape: 5 elements cannot fill \[2,3\]$/],
    ['two dimensions of -1', () => reshape(zeros([4]), [-1, -1] as never), 'shape', /only one dimension may be -1, got \[-1,-1\]/],
    ['-1 beside a size of 0', () => reshape(zeros([0]), [-1, 0] as never), 'shape', /-1 in \[-1,0\] is ambiguous beside a size of 0/],
    ['a size that does not divide', () => reshape(zeros([5]), [2, -1] as never), 'shape', /5 elements cannot fill \[2,-1\]/],
    [
      'a size that is no integer',
      () => reshape(zeros([3]), [1.5, 2] as never),
      'shape',
      /dimension 0 is 1.5, expected an integer >= 0, or -1 once/,
    ],
    ['a number', () => reshape(zeros([4]), 4 as never), 'type', /shape must be an array, got 4/],
  ],
})
