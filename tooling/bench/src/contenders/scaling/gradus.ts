import { dataset } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { sgd } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { randomSamples } from '../random-samples.ts'

/** A sample lasts about this many milliseconds. */
const wanted = 50

/** One step of w-w-w on one batch, as often as the time can be told. */
export async function prepare(widthText: string, batchText: string): Promise<Sample> {
  const [width, batchSize] = [Number(widthText), Number(batchText)]
  const model = sequential([input([width]), dense(width, { activation: relu }), dense(width)])
  const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 1e-3 }) })
  const { inputs } = randomSamples(batchSize, width)
  const samples = { data: inputs, shape: [batchSize, width] as const }
  const data = dataset(samples, samples)
  let epochs = 1
  const sample = async (): Promise<number> => {
    const start = performance.now()
    await trainer.fit(data, { epochs, batchSize, shuffle: false })
    const perStep = (performance.now() - start) / epochs
    epochs = Math.max(1, Math.min(10 * epochs, Math.round(wanted / perStep)))
    return perStep
  }
  // Until the engine has compiled what it compiles.
  for (const until = performance.now() + 10 * wanted; performance.now() < until; ) await sample()
  return sample
}
