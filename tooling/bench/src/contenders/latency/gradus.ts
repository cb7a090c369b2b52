import { dataset } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { randomSamples } from '../random-samples.ts'

const batchSize = 64
const batches = 20

/** Steps that are allowed to take long: the first ones compile. */
const settling = 3

/** How long training goes on, in milliseconds. */
const watched = 1_000

/** What a timer of 1 ms in the same thread sees while `fit` trains: how much later than a millisecond each call comes. */
export function prepare(which: string): Sample {
  const size = batches * batchSize
  const { inputs, classes } = randomSamples(size, 784)
  const data = dataset({ data: inputs, shape: [size, 784] as const }, { data: classes, shape: [size] as const })
  return async () => {
    const model = sequential([input([784]), dense(128, { activation: relu }), dense(64, { activation: relu }), dense(10)])
    const trainer = new Trainer({ model, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: adam() })
    const ending = new AbortController()
    const delays: number[] = []
    let steps = 0
    let last = 0
    let until = Infinity
    const tick = (): void => {
      const now = performance.now()
      if (last > 0) delays.push(now - last - 1)
      if (now > until) {
        ending.abort()
        return
      }
      // From the first call after the settling steps on.
      if (steps >= settling) {
        last = now
        until = Math.min(until, now + watched)
      }
      setTimeout(tick, 1)
    }
    setTimeout(tick, 1)
    const onBatchEnd = (): void => {
      steps++
    }
    await trainer.fit(data, { epochs: 1e6, batchSize, shuffle: false, callbacks: [{ onBatchEnd }], signal: ending.signal })
    return quantile(delays, which)
  }
}

function quantile(delays: readonly number[], which: string): number {
  const sorted = delays.toSorted((a, b) => a - b)
  if (which === 'max') return sorted.at(-1)!
  return sorted[Math.ceil((sorted.length * Number(which)) / 100) - 1]!
}
