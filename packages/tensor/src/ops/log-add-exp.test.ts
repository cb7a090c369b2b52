import { expect, it } from 'vitest'
import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownBinary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { logAddExp } from './log-add-exp.ts'

testOp(
  'logAddExp',
  logAddExp,
  elementwise({
    reference: (a, b) => Math.max(a, b) + (a === b ? Math.LN2 : Math.log1p(Math.exp(-Math.abs(a - b)))),
    known: [...knownBinary('logAddExp'), ...knownBinary('logAddExp limits')],
  }),
)

it('has gradients of both orders where both are equal, infinite ones too', () => {
  const a = tensor([2, Infinity, -Infinity], { requiresGradient: true })
  const b = tensor([2, Infinity, -Infinity], { requiresGradient: true })
  const slopes = gradients(logAddExp(a, b).sum(), [a, b], { createGraph: true })
  expect(slopes.map((slope) => slope.toArray())).toEqual([[0.5, 0.5, 0], [0.5, 0.5, 0]]) // biome-ignore format: as a table
  const curves = gradients(slopes[0].sum(), [a, b])
  expect(curves.map((curve) => curve.toArray())).toEqual([[0.25, 0.25, 0], [-0.25, -0.25, -0]]) // biome-ignore format: as a table
})
