import { expect, it } from 'vitest'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { backward } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { less } from './less.ts'
import { log } from './log.ts'
import { sum } from './sum.ts'
import { where } from './where.ts'

const x = zeros([1])
const condition = tensor([true])

testOp(
  'where',
  where,
  elementwise({
    reference: (condition, a, b) => (condition ? a : b),
    conditions: [0],
    dtypes: ['float32', 'float64', 'int32', 'bool'],
    errors: [
      [
        'a condition that is no bool',
        () => where(x, x, x),
        'type',
        /^where: the condition is float32, expected bool; use a comparison or cast$/,
      ],
      ['two numbers', () => where(condition, 1 as never, 2), 'type', /^where: at least one operand must be a tensor, got 1 and 2$/],
      [
        'branches of two dtypes',
        () => where(condition, x, zeros([1], { dtype: 'int32' })),
        'type',
        /^where: operands are float32 and int32/,
      ],
      [
        'shapes that do not broadcast',
        () => where(condition, zeros([2]), zeros([3]) as never),
        'shape',
        /^where: \[2\] and \[3\] do not broadcast: axis 0 is 2 and 3$/,
      ],
    ],
  }),
)

it('takes a number for a branch', () => {
  const x = tensor([-1, 4])
  expect(where(less(x, 0), 0, x).toArray()).toEqual([0, 4])
  expect(where(less(x, 0), x, 0.5).toArray()).toEqual([-1, 0.5])
})

// The recipe of the docstring: log has an infinite slope where it is not taken.
it('needs the guard on the operand, not only on the result', () => {
  const x = tensor([0, 4], { requiresGradient: true })
  const safe = less(0, x)
  backward(sum(where(safe, log(x), 0)))
  expect(x.gradient!.toArray()).toEqual([NaN, 0.25])
  x.zeroGradient()
  backward(sum(where(safe, log(where(safe, x, 1)), 0)))
  expect(x.gradient!.toArray()).toEqual([0, 0.25])
})
