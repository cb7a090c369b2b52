import { datasets, layers, losses, metrics, optimizers, relu, sigmoid, Trainer } from 'gradus'

/** The same as `xor.ts` through the umbrella, whose families esbuild keeps whole; Rollup and Vite drop what is not used of them. */
export async function learnXor(): Promise<number[][]> {
  const model = layers.sequential([layers.input([2]), layers.dense(8, { activation: relu }), layers.dense(1, { activation: sigmoid })])
  const trainer = new Trainer({
    model,
    loss: losses.binaryCrossEntropy(),
    optimizer: optimizers.adam({ learningRate: 0.05 }),
    metrics: [metrics.binaryAccuracy()],
  })
  await trainer.fit(datasets.xor(), { epochs: 300 })
  return (await trainer.predict(datasets.xor().inputs)).toArray() as number[][]
}
