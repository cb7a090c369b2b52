import { expect, it } from 'vitest'
import { weightsAndBiases } from './dot.ts'

it('gives the outputs of np.dot(weights, inputs) + biases', () => {
  const outputs = weightsAndBiases()
  expect(outputs).toHaveLength(3)
  for (const [i, expected] of [4.8, 1.21, 2.385].entries()) expect(Math.abs(outputs[i]! - expected)).toBeLessThan(1e-12)
})
