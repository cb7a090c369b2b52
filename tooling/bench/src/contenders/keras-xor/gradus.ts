import { type LogicGate, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { checkHistory, epochs } from './problem.ts'

export function prepare(): Sample {
  const gate: LogicGate<2> = xor()
  return async () => {
    const model = sequential([
      input([2]),
      dense(10, { activation: relu }),
      dense(10, { activation: relu }),
      dense(1, { activation: sigmoid }),
    ])
    const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()] })
    const start = performance.now()
    const { loss, binaryAccuracy: accuracy } = await trainer.fit(gate, { epochs, batchSize: 4, shuffle: false })
    const taken = performance.now() - start
    checkHistory(loss, accuracy)
    return taken
  }
}
