import { dataset } from '@gradus/datasets'
import { conv2d, dense, flatten, input, maxPool2d, sequential } from '@gradus/layers'
import { sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { learningCheck, randomSamples } from '../random-samples.ts'
import { batches, batchSize } from './problem.ts'

export function prepare(epochs: string): Sample {
  const model = sequential([
    input([28, 28, 1]),
    conv2d(8, 3, { activation: relu }),
    maxPool2d(2),
    conv2d(16, 3, { activation: relu }),
    maxPool2d(2),
    flatten(),
    dense(10),
  ])
  const trainer = new Trainer({ model, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: adam() })
  const size = batches * batchSize
  const { inputs, classes } = randomSamples(size, 28 * 28)
  const data = dataset({ data: inputs, shape: [size, 28, 28, 1] as const }, { data: classes, shape: [size] as const })
  const check = learningCheck()
  return async () => {
    const start = performance.now()
    const { loss } = await trainer.fit(data, { epochs: Number(epochs), batchSize, shuffle: false })
    const taken = performance.now() - start
    check(loss.slice(-1))
    return taken / (batches * Number(epochs))
  }
}
