import { layers, tf, useBackend } from '../../peers/tensorflow.ts'
import type { Sample } from '../../work.ts'
import { checkHistory, epochs } from './problem.ts'

/** `model.fit` as its documentation has it, told not to wait for the screen. */
export async function prepare(backend: string): Promise<Sample> {
  await useBackend(backend)
  return async () => {
    const dense = (units: number, activation: 'relu' | 'sigmoid', seed: number, first: object = {}) =>
      layers.layers.dense({ units, activation, kernelInitializer: layers.initializers.glorotUniform({ seed }), ...first })
    const model = layers.sequential({ layers: [dense(10, 'relu', 1, { inputShape: [2] }), dense(10, 'relu', 2), dense(1, 'sigmoid', 3)] })
    model.compile({ optimizer: tf.train.adam(0.001), loss: 'binaryCrossentropy', metrics: [layers.metrics.binaryAccuracy] })
    const x = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2])
    const y = tf.tensor2d([0, 1, 1, 0], [4, 1])
    const start = performance.now()
    const { history } = await model.fit(x, y, { epochs, batchSize: 4, shuffle: false, verbose: 0, yieldEvery: 'never' })
    const taken = performance.now() - start
    tf.dispose([x, y])
    model.dispose()
    checkHistory(history.loss as number[], history.binaryAccuracy as number[])
    return taken
  }
}
