import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { transpose } from './transpose.ts'

testOp('transpose', transpose, {
  samples: [
    { inputs: [randomPlain([2, 3], 1)] },
    { inputs: [randomPlain([2, 3, 4], 1)] },
    { inputs: [randomPlain([3], 1)] },
    { inputs: [randomPlain([], 1)] },
    { inputs: [plain([], [0, 3])] },
  ],
  reference: ([x]) => built(x!.shape.toReversed(), (index) => elementAt(x!, index.toReversed())),
  errors: [['an array', () => transpose([[1]] as never), 'type', /x must be a tensor, got \[\[1\]\]/]],
})
