import { type Array as JaxArray, lax, nn, numpy as np, useWasm } from '../../peers/jax.ts'
import { adamSample, glorot, type Weights } from '../../peers/jax-training.ts'
import type { Sample } from '../../work.ts'
import { batchSize } from './problem.ts'

/** Channels come first: it convolves no other way. */
export async function prepare(batches: string): Promise<Sample> {
  await useWasm()
  const kernel = (inputs: number, filters: number): JaxArray => np.transpose(glorot(3, 3, inputs, filters), [3, 2, 0, 1])
  const bias = (filters: number): JaxArray => np.zeros([filters, 1, 1])
  const weights = { w1: kernel(1, 8), b1: bias(8), w2: kernel(8, 16), b2: bias(16), w3: glorot(400, 10), b3: np.zeros([10]) }
  return adamSample(weights, logits, { batches: Number(batches), batchSize, inputShape: [1, 28, 28] })
}

function logits({ w1, b1, w2, b2, w3, b3 }: Weights, x: JaxArray): JaxArray {
  const first = maxPool(nn.relu(lax.conv(x, w1!, [1, 1], 'VALID').add(b1!)), 13)
  const second = maxPool(nn.relu(lax.conv(first, w2!, [1, 1], 'VALID').add(b2!)), 5)
  return np.matmul(second.reshape([batchSize, 400]), w3!).add(b3!)
}

/** Windows of 2 × 2 as axes of their own: `reduceWindow` has no gradient for the maximum. */
function maxPool(x: JaxArray, size: number): JaxArray {
  const [batch, channels] = x.shape as [number, number]
  const even = x.slice([], [], [0, 2 * size], [0, 2 * size])
  return np.max(even.reshape([batch, channels, size, 2, size, 2]), [3, 5])
}
