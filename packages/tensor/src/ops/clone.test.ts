import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { tensor } from '../creation/tensor.ts'
import { clone } from './clone.ts'

testOp('clone', clone, {
  samples: [
    { inputs: [randomPlain([2, 3], 1)] },
    { inputs: [randomPlain([], 1)] },
    { inputs: [plain([], [0, 2])] },
    { inputs: [plain([1, 0])], dtypes: ['bool', 'int32'] },
  ],
  reference: ([x]) => x!,
  errors: [['an array', () => clone([1] as never), 'type', /x must be a tensor, got \[1\]/]],
})

it('has memory of its own', () => {
  const x = tensor([1, 2])
  expect(clone(x).buffer).not.toBe(x.buffer)
})
