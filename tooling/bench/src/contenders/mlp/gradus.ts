import { dataset } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { learningCheck, randomSamples } from '../random-samples.ts'
import { batches, batchSize } from './problem.ts'

export function prepare(epochs: string): Sample {
  const model = sequential([input([784]), dense(128, { activation: relu }), dense(64, { activation: relu }), dense(10)])
  const trainer = new Trainer({ model, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: adam() })
  const size = batches * batchSize
  const { inputs, classes } = randomSamples(size, 784)
  const data = dataset({ data: inputs, shape: [size, 784] as const }, { data: classes, shape: [size] as const })
  const check = learningCheck()
  return async () => {
    const start = performance.now()
    const { loss } = await trainer.fit(data, { epochs: Number(epochs), batchSize, shuffle: false })
    const taken = performance.now() - start
    check(loss.slice(-1))
    return taken / (batches * Number(epochs))
  }
}
