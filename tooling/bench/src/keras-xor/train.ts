import { type LogicGate, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'

/** The article's network of layers: 2-10-10-1, Adam, 1000 epochs of one batch. Gives the milliseconds of `fit` alone. */
export async function train(): Promise<number> {
  const gate: LogicGate<2> = xor()
  const model = sequential([
    input([2]),
    dense(10, { activation: relu }),
    dense(10, { activation: relu }),
    dense(1, { activation: sigmoid }),
  ])
  const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()] })
  const start = performance.now()
  const { loss } = await trainer.fit(gate, { epochs: 1000, batchSize: 4, shuffle: false })
  const taken = performance.now() - start
  if (!(loss.at(-1)! < 0.3)) throw new Error(`the last loss is ${loss.at(-1)}`)
  return taken
}
