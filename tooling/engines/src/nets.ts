import { datasets, layers, losses, metrics, optimizers, randomGenerator, relu, sigmoid, Trainer, type TrainerSnapshot } from 'gradus'

const { dataset, xor } = datasets
const { conv2d, dense, dropout, flatten, input, maxPool2d, sequential } = layers
const { binaryCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } = losses
const { binaryAccuracy } = metrics
const { adam, sgd } = optimizers

/** How the steps of a training are run. */
export type EngineName = 'compiled' | 'eager'

/** What a training came to. */
export interface Outcome {
  readonly snapshot: TrainerSnapshot
  readonly loss: readonly number[]
  readonly warnings: readonly string[]
}

/** Trainings from fixed seeds, by name. Each takes a moment when it is compiled, and some when it is not. */
export const nets: Readonly<Record<string, (engine: EngineName) => Promise<Outcome>>> = {
  'xor, float64, sigmoid, sgd': async (engine) => {
    const parts = [input([2]), dense(3, { activation: sigmoid }), dense(1, { activation: sigmoid })] as const
    const model = sequential(parts, { seed: 1, dtype: 'float64' })
    const optimizer = sgd({ learningRate: 0.5, momentum: 0.9 })
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer, engine })
    const { loss, warnings } = await trainer.fit(xor(), { epochs: 500 })
    return { snapshot: trainer.snapshot(), loss, warnings }
  },
  '2-10-10-1, float32, dropout, adam': async (engine) => {
    const parts = [
      input([2]),
      dense(10, { activation: relu }),
      dropout(0.2),
      dense(10, { activation: relu }),
      dense(1, { activation: sigmoid }),
    ] as const
    const model = sequential(parts, { seed: 7 })
    const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()], seed: 7, engine })
    const { loss, warnings } = await trainer.fit(xor(), { epochs: 200, batchSize: 3 })
    return { snapshot: trainer.snapshot(), loss, warnings }
  },
  'convolution, float32, adam': async (engine) => {
    const random = randomGenerator(3)
    const pixels = Float32Array.from({ length: 24 * 64 }, () => random.uniform(-1, 1))
    const classes = Int32Array.from({ length: 24 }, () => random.integer(0, 3))
    const parts = [input([8, 8, 1]), conv2d(4, 3, { activation: relu }), maxPool2d(2), flatten(), dense(3)] as const
    const model = sequential(parts, { seed: 5 })
    const loss = sparseCategoricalCrossEntropy({ fromLogits: true })
    const trainer = new Trainer({ model, loss, optimizer: adam({ globalClipNorm: 1 }), seed: 5, engine })
    const history = await trainer.fit(dataset({ data: pixels, shape: [24, 8, 8, 1] }, classes), { epochs: 5, batchSize: 7 })
    return { snapshot: trainer.snapshot(), loss: history.loss, warnings: history.warnings }
  },
}
