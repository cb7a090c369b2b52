import { type Batch, dataset, type Mnist } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { conv2d, dense, flatten, input, layerRows, maxPool2d, type Sequential, sequential } from '@gradus/layers'
import { sparseCategoricalCrossEntropy } from '@gradus/losses'
import { confusionMatrix, sparseCategoricalAccuracy, streaming } from '@gradus/metrics'
import { relu, type Tensor, tensor } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import type { LayerRow } from './experiment.ts'
import type { OptimizerName } from './names.ts'

/** Digits to train on and to test on. */
export type Digits = Mnist<false, 'classIndex'>

/** A network that reads digits, and how it learns. */
export interface MnistSettings {
  readonly net: 'dense' | 'cnn'
  /** Of the dense network: neurons in each hidden layer. */
  readonly hidden: readonly number[]
  readonly epochs: number
  readonly batchSize: number
  readonly optimizer: OptimizerName
  readonly learningRate: number
  readonly seed: number
  /** How many digits to train on, from the first; all unless stated. */
  readonly samples?: number | undefined
}

/** What is told of a batch, before its update. */
export interface MnistBatch {
  /** Counted over all epochs, from 1. */
  readonly batch: number
  readonly loss: number
}

/** All that is known when training is over. */
export interface MnistRun {
  readonly outcome: 'finished' | 'diverged' | 'interrupted'
  readonly layers: readonly LayerRow[]
  readonly samples: { readonly train: number; readonly test: number }
  readonly history: { readonly loss: number[]; readonly accuracy: number[]; readonly batchLoss: number[] }
  readonly test: { readonly loss: number; readonly accuracy: number; readonly confusion: number[][] }
  readonly durationMs: number
}

/** A network that reads digits: ten outputs, of which the greatest is the answer. */
export interface MnistExperiment {
  readonly layers: readonly LayerRow[]
  readonly samples: MnistRun['samples']
  readonly batches: number
  run(onBatch: (batch: MnistBatch) => void, signal: AbortSignal): Promise<MnistRun>
}

export function mnistExperiment({ train: all, test }: Digits, settings: MnistSettings): MnistExperiment {
  const { epochs, batchSize, optimizer, learningRate, seed, samples = all.size } = settings
  const train = samples < all.size ? firstOf(all.slice(0, samples)) : all
  const model = createModel(settings)
  const trainer = new Trainer({
    model,
    loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
    optimizer: createOptimizer(optimizer, learningRate),
    metrics: [sparseCategoricalAccuracy()],
    seed,
  })
  const layers = layerRows(model).map(({ name, detail, parameters }, i) => ({
    name,
    activation: detail,
    outputShape: [null, ...model.layers[i]!.outputShape],
    parameters,
  }))
  const sizes = { train: train.size, test: test.size }
  return {
    layers,
    samples: sizes,
    batches: epochs * Math.ceil(train.size / batchSize),
    async run(onBatch, signal) {
      const batchLoss: number[] = []
      const onBatchEnd = ({ loss }: { readonly loss: number }): void => onBatch({ batch: batchLoss.push(loss), loss })
      let outcome: MnistRun['outcome'] = 'finished'
      const start = performance.now()
      try {
        const { stopped } = await trainer.fit(train, { epochs, batchSize, callbacks: [{ onBatchEnd }], signal })
        if (stopped === 'aborted') outcome = 'interrupted'
      } catch (error) {
        if (!(error instanceof GradusError) || error.code !== 'range') throw error
        outcome = 'diverged'
      }
      const durationMs = performance.now() - start
      const { loss, sparseCategoricalAccuracy: accuracy } = trainer.history
      const measured = await trainer.evaluate(test)
      return {
        outcome,
        layers,
        samples: sizes,
        history: { loss, accuracy, batchLoss },
        test: {
          loss: measured.loss,
          accuracy: measured.sparseCategoricalAccuracy,
          confusion: confusionOf(await trainer.predict(test.inputs), test),
        },
        durationMs,
      }
    },
  }
}

/** How often each digit, by row, was taken for each. */
function confusionOf(outputs: Tensor, { targets }: Digits['test']): number[][] {
  const matrix = streaming(confusionMatrix({ classes: 10 }))
  matrix.update(outputs, tensor(targets.data, { shape: targets.shape, dtype: 'int32' }) as Tensor)
  return matrix.value()
}

function firstOf({ inputs, targets }: Batch): Digits['train'] {
  return dataset(inputs, targets) as unknown as Digits['train']
}

type DigitModel = Sequential<readonly [number, 28, 28, 1], readonly [number, 10]>

function createModel({ net, hidden, seed }: MnistSettings): DigitModel {
  if (net === 'dense') {
    return sequential([input([28, 28, 1]), flatten(), ...hidden.map((units) => dense(units, { activation: relu })), dense(10)], {
      seed,
    }) as never
  }
  return sequential(
    [
      input([28, 28, 1]),
      conv2d(8, 3, { activation: relu }),
      maxPool2d(2),
      conv2d(16, 3, { activation: relu }),
      maxPool2d(2),
      flatten(),
      dense(10),
    ],
    { seed },
  ) as never
}
