import { datasets, layers, losses, optimizers, relu, sigmoid, Trainer } from 'gradus'
import { fingerprint } from 'tooling-engines/fingerprint'

const { dense, input, sequential } = layers

/** What a host says of its training. */
export interface XorReport {
  /** For 0 0, 0 1, 1 0 and 1 1. */
  readonly predictions: readonly number[]
  /** The SHA-256 of the bits of all weights, of the optimizer's memory and of the losses. */
  readonly hash: string
  /** Why the steps were not compiled, where they were not. */
  readonly warnings: readonly string[]
}

/** Learns XOR from fixed seeds: what every host of JavaScript is asked to do, with the same bits. */
export async function trainXor(): Promise<XorReport> {
  const parts = [input([2]), dense(10, { activation: relu }), dense(10, { activation: relu }), dense(1, { activation: sigmoid })] as const
  const trainer = new Trainer({
    model: sequential(parts, { seed: 7 }),
    loss: losses.binaryCrossEntropy(),
    optimizer: optimizers.adam({ learningRate: 0.01 }),
    seed: 7,
  })
  const { loss, warnings } = await trainer.fit(datasets.xor(), { epochs: 300 })
  const predictions = await trainer.predict(datasets.xor().inputs)
  const hash = await fingerprint({ snapshot: trainer.snapshot(), loss, warnings })
  return { predictions: predictions.toArray().map(([prediction]) => prediction!), hash, warnings }
}
