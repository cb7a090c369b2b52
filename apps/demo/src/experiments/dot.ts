import { add, matmul, tensor } from '@gradus/tensor'

/** Three neurons with four inputs each. */
export const neurons = {
  inputs: [1, 2, 3, 2.5],
  weights: [
    [0.2, 0.8, -0.5, 1],
    [0.5, -0.91, 0.26, -0.5],
    [-0.26, -0.27, 0.17, 0.87],
  ],
  biases: [2, 3, 0.5],
}

/** What the neurons answer: W x + b, in float64. */
export function weightsAndBiases({ inputs, weights, biases } = neurons): number[] {
  const x = tensor(inputs, { dtype: 'float64' })
  const w = tensor(weights, { dtype: 'float64' })
  const b = tensor(biases, { dtype: 'float64' })
  return add(matmul(w, x), b).toArray()
}
