import { xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'

/** The smallest whole: a network of two layers learns XOR. */
export async function learnXor(): Promise<number[][]> {
  const model = sequential([input([2]), dense(8, { activation: relu }), dense(1, { activation: sigmoid })])
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: adam({ learningRate: 0.05 }),
    metrics: [binaryAccuracy()],
  })
  await trainer.fit(xor(), { epochs: 300 })
  return (await trainer.predict(xor().inputs)).toArray() as number[][]
}
