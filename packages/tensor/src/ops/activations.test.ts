// Protects: activations mean what they mean in Keras, forward and backward.
import { describe, expect, it } from 'vitest'
import { gradients } from '../backward.ts'
import * as ops from '../index.ts'
import { type Tensor, tensor } from '../index.ts'
import fixture from './__fixtures__/activations.json' with { type: 'json' }

const calls: Record<string, (x: Tensor) => Tensor> = {
  'celu 0.5': (x) => ops.celu(x, { alpha: 0.5 }),
  'gelu tanh': (x) => ops.gelu(x, { approximate: 'tanh' }),
  'glu 0': (x) => ops.glu(x, 0) as Tensor,
  'leakyRelu 0.2': (x) => ops.leakyRelu(x, { negativeSlope: 0.2 }),
  'softmax 0': (x) => ops.softmax(x, 0),
  'sparsemax 0': (x) => ops.sparsemax(x, 0),
  'squareplus 1': (x) => ops.squareplus(x, { b: 1 }),
  threshold: (x) => ops.threshold(x, 0.5, -7),
}

interface Case {
  readonly y: unknown
  readonly gradient: unknown
  readonly upstream: unknown
}

function expectNear(actual: Tensor, expected: unknown): void {
  const wanted = tensor(expected as number[], { dtype: 'float64' })
  expect(actual.shape).toEqual(wanted.shape)
  const found = actual.toTypedArray()
  wanted.toTypedArray().forEach((value, i) => {
    expect(Math.abs(found[i]! - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value)))
  })
}

describe.each([
  ['element by element', fixture.points, fixture.elementwise],
  ['along axes', fixture.rows, fixture.alongAxes],
])('%s', (_, values, cases) => {
  it.each(Object.entries<Case>(cases))('%s', (name, { y, gradient, upstream }) => {
    const x = tensor(values as number[], { dtype: 'float64', requiresGradient: true }) as Tensor
    const result = (calls[name] ?? (ops as unknown as typeof calls)[name]!)(x)
    expectNear(result, y)
    expectNear(gradients(result, [x], { gradient: tensor(upstream as number[], { dtype: 'float64' }) })[0], gradient)
  })
})
