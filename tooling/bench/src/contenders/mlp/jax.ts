import { type Array as JaxArray, nn, numpy as np, useWasm } from '../../peers/jax.ts'
import { adamSample, glorot, type Weights } from '../../peers/jax-training.ts'
import type { Sample } from '../../work.ts'
import { batches, batchSize } from './problem.ts'

export async function prepare(): Promise<Sample> {
  await useWasm()
  const weights = {
    w1: glorot(784, 128),
    b1: np.zeros([128]),
    w2: glorot(128, 64),
    b2: np.zeros([64]),
    w3: glorot(64, 10),
    b3: np.zeros([10]),
  }
  return adamSample(weights, logits, { batches, batchSize, inputShape: [784] })
}

function logits({ w1, b1, w2, b2, w3, b3 }: Weights, x: JaxArray): JaxArray {
  const first = nn.relu(np.matmul(x, w1!).add(b1!))
  const second = nn.relu(np.matmul(first, w2!).add(b2!))
  return np.matmul(second, w3!).add(b3!)
}
