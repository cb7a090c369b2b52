import type { Sequential } from '@tensorflow/tfjs-layers'
import { learningCheck, oneHot, randomSamples } from '../contenders/random-samples.ts'
import type { Sample } from '../work.ts'
import { tf } from './tensorflow.ts'

interface Problem {
  readonly batches: number
  readonly batchSize: number
  readonly inputShape: readonly number[]
}

/** Milliseconds per step: an optimizer and a function of the model's outputs, in less time than `model.fit` and `trainOnBatch`. */
export function trainingSample(model: Sequential, { batches, batchSize, inputShape }: Problem): Sample {
  const { inputs, classes } = randomSamples(
    batches * batchSize,
    inputShape.reduce((a, b) => a * b),
  )
  const x = tf.split(tf.tensor(inputs, [batches * batchSize, ...inputShape]), batches)
  const y = tf.split(tf.tensor(oneHot(classes), [batches * batchSize, 10]), batches)
  const optimizer = tf.train.adam(0.001)
  const check = learningCheck()
  return () => {
    const losses: number[] = []
    const start = performance.now()
    for (let batch = 0; batch < batches; batch++) {
      const lossOf = (): tf.Scalar => tf.losses.softmaxCrossEntropy(y[batch]!, model.apply(x[batch]!, { training: true }) as tf.Tensor)
      const loss = optimizer.minimize(lossOf, true)!
      losses.push(loss.dataSync()[0]!)
      loss.dispose()
    }
    const taken = performance.now() - start
    check(losses)
    return taken / batches
  }
}
