import { layers, useBackend } from '../../peers/tensorflow.ts'
import { trainingSample } from '../../peers/tensorflow-training.ts'
import type { Sample } from '../../work.ts'
import { batches, batchSize } from './problem.ts'

export async function prepare(backend: string): Promise<Sample> {
  await useBackend(backend)
  const { dense } = layers.layers
  const model = layers.sequential({
    layers: [dense({ units: 128, activation: 'relu', inputShape: [784] }), dense({ units: 64, activation: 'relu' }), dense({ units: 10 })],
  })
  return trainingSample(model, { batches, batchSize, inputShape: [784] })
}
