import { Absent } from '../../absent.ts'
import { layers, tf, useBackend } from '../../peers/tensorflow.ts'
import { trainingSample } from '../../peers/tensorflow-training.ts'
import type { Sample } from '../../work.ts'
import { batchSize } from './problem.ts'

export async function prepare(backend: string, batches: string): Promise<Sample> {
  await useBackend(backend)
  if (tf.getKernel('Conv2DBackpropFilter', backend) === undefined) {
    throw new Absent(`its backend ${backend} cannot train a convolution, there is no Conv2DBackpropFilter`)
  }
  const { conv2d, dense, flatten, maxPooling2d } = layers.layers
  const model = layers.sequential({
    layers: [
      conv2d({ filters: 8, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 10 }),
    ],
  })
  return trainingSample(model, { batches: Number(batches), batchSize, inputShape: [28, 28, 1] })
}
