import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { detach } from './detach.ts'
import { multiply } from './multiply.ts'
import { sum } from './sum.ts'

testOp('detach', detach, {
  samples: [{ inputs: [randomPlain([2, 3], 1)] }, { inputs: [plain([], [0, 2])] }],
  reference: ([x]) => x!,
  differentiable: false,
  errors: [['an array', () => detach([1] as never), 'type', /x must be a tensor, got \[1\]/]],
})

it('makes a constant of a factor', () => {
  const x = tensor([3], { requiresGradient: true })
  expect(gradients(sum(multiply(x, detach(x))), [x])[0].toArray()).toEqual([3])
})
