import { expect, it } from 'vitest'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { hardSilu } from './hard-silu.ts'

testOp(
  'hardSilu',
  hardSilu,
  elementwise({
    reference: (x) => (Math.max(x, -3) * Math.min(Math.max(x + 3, 0), 6)) / 6,
    domain: [-5, 5],
    smooth: (x) => Math.abs(Math.abs(x) - 3) > 0.05,
    known: knownUnary('hardSilu'),
  }),
)

it('has the gradients of the outer sides at its kinks', () => {
  const x = tensor([-3, 3], { requiresGradient: true })
  expect(gradients(hardSilu(x), [x], { gradient: tensor([5, 7]) })[0].toArray()).toEqual([0, 7])
})
