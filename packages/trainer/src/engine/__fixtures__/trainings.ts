import { dataset, xor } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import {
  batchNormalization,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  gaussianNoise,
  glu,
  input,
  layerNormalization,
  maxPool2d,
  prelu,
  regularizers,
  residual,
  sequential,
} from '@gradus/layers'
import { binaryCrossEntropy, meanAbsoluteError, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { meanAbsoluteError as absoluteError, binaryAccuracy, sparseCategoricalAccuracy } from '@gradus/metrics'
import { adam, type OptimizerOptions, sgd } from '@gradus/optimizers'
import { mish, relu, sigmoid, softmax, sparsemax } from '@gradus/tensor'
import type { FitOptions } from '../../fit-options.ts'
import type { TrainerSnapshot } from '../../snapshot.ts'
import { Trainer } from '../../trainer.ts'
import type { EngineName } from '../training.ts'

/** A trainer of any shapes. */
// biome-ignore lint/suspicious/noExplicitAny: what its data must be, only the table knows
export type AnyTrainer = Trainer<any, any, any, any>

/** A training for any engine: with another, the same bits come out. */
export interface Case {
  readonly make: (engine: EngineName) => AnyTrainer
  readonly data: unknown
  readonly options: FitOptions
}

/** So many numbers between −1 and 1. */
function numbers(seed: number, ...shape: number[]): { readonly data: Float32Array; readonly shape: number[] } {
  const random = randomGenerator(seed)
  const size = shape.reduce((a, b) => a * b, 1)
  return { data: Float32Array.from({ length: size }, () => random.uniform(-1, 1)), shape }
}

function classes(seed: number, count: number, size: number): Int32Array {
  const random = randomGenerator(seed)
  return Int32Array.from({ length: size }, () => Math.floor(random.uniform(0, 1) * count))
}

/** Eleven points of a plane with two values each. */
export const points = dataset(numbers(1, 11, 2), numbers(2, 11, 2))
const sorts = dataset(numbers(3, 11, 4), classes(4, 3, 11))
const sentences = dataset({ data: classes(7, 6, 33), shape: [11, 3] }, classes(8, 3, 11))
const pictures = dataset(numbers(5, 7, 6, 6, 1), classes(6, 3, 7))

/** A net with two hidden layers, random numbers between them. */
export function regression(engine: EngineName, options: OptimizerOptions, optimizer: typeof adam = adam): AnyTrainer {
  const model = sequential([input([2]), dense(8, { activation: relu }), dropout(0.25), dense(5, { activation: sigmoid }), dense(2)], {
    seed: 3,
  })
  return new Trainer({ model, loss: meanSquaredError(), optimizer: optimizer(options), metrics: [absoluteError()], seed: 5, engine })
}

function classifier(engine: EngineName, fromLogits: boolean): AnyTrainer {
  const last = fromLogits ? dense(3) : dense(3, { activation: softmax })
  const model = sequential([input([4]), dense(9, { activation: relu }), last], { seed: 3 })
  const loss = sparseCategoricalCrossEntropy({ fromLogits })
  return new Trainer({ model, loss, optimizer: adam(), metrics: [sparseCategoricalAccuracy()], seed: 5, engine })
}

/** Steps of every kind, few of each. */
export const cases: Readonly<Record<string, Case>> = {
  'XOR in float64 with sigmoids, all samples in order': {
    make: (engine) => {
      const layers = [input([2]), dense(2, { activation: sigmoid }), dense(1, { activation: sigmoid })] as const
      const model = sequential(layers, { seed: 1, dtype: 'float64' })
      return new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.5 }), engine })
    },
    data: xor(),
    options: { epochs: 20, shuffle: false },
  },
  'XOR with Adam, shuffled': {
    make: (engine) => {
      const layers = [
        input([2]),
        dense(10, { activation: relu }),
        dense(10, { activation: relu }),
        dense(1, { activation: sigmoid }),
      ] as const
      const model = sequential(layers, { seed: 7 })
      return new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()], seed: 7, engine })
    },
    data: xor(),
    options: { epochs: 20 },
  },
  'dropout and batches with a smaller last one': {
    make: (engine) => regression(engine, {}),
    data: points,
    options: { epochs: 4, batchSize: 4 },
  },
  'batches of one': { make: (engine) => regression(engine, {}), data: points, options: { epochs: 2, batchSize: 1 } },
  'momentum and a schedule': {
    make: (engine) =>
      regression(engine, { learningRate: (step: number) => 0.1 / (1 + step), momentum: 0.9, nesterov: true } as never, sgd as never),
    data: points,
    options: { epochs: 4, batchSize: 3 },
  },
  clipNorm: { make: (engine) => regression(engine, { clipNorm: 0.01 }), data: points, options: { epochs: 3, batchSize: 4 } },
  globalClipNorm: { make: (engine) => regression(engine, { globalClipNorm: 0.01 }), data: points, options: { epochs: 3, batchSize: 4 } },
  clipValue: { make: (engine) => regression(engine, { clipValue: 0.001 }), data: points, options: { epochs: 3, batchSize: 4 } },
  'nonFinite: skip': { make: (engine) => regression(engine, { nonFinite: 'skip' }), data: points, options: { epochs: 3, batchSize: 4 } },
  validation: {
    make: (engine) => regression(engine, {}),
    data: points,
    options: { epochs: 4, batchSize: 4, validationSplit: 0.3 },
  },
  'the sum of a loss in float64': {
    make: (engine) => {
      const model = sequential([input([2]), dense(6, { activation: relu }), dense(2)], { seed: 3, dtype: 'float64' })
      const loss = meanAbsoluteError({ reduction: 'sum' })
      return new Trainer({ model, loss, optimizer: adam(), metrics: [absoluteError()], seed: 5, engine })
    },
    data: points,
    options: { epochs: 4, batchSize: 5 },
  },
  'classes from logits': { make: (engine) => classifier(engine, true), data: sorts, options: { epochs: 4, batchSize: 4 } },
  'classes from probabilities': { make: (engine) => classifier(engine, false), data: sorts, options: { epochs: 4, batchSize: 4 } },
  'normalizations, noise, slopes, a shortcut and penalties': {
    make: (engine) => {
      const kernelRegularizer = regularizers.l1l2({ l1: 0.01, l2: 0.02 })
      const layers = [
        input([2]),
        dense(6, { kernelRegularizer }),
        batchNormalization({ momentum: 0.8 }),
        prelu(),
        residual([dense(6, { activation: mish }), layerNormalization()]),
        gaussianNoise(0.1),
        residual([dense(8), glu()], { shortcut: dense(4, { useBias: false }) }),
        batchNormalization({ runningVariance: 'unbiased', momentum: 0.5, trainable: false }),
        dense(2),
      ] as const
      const model = sequential(layers, { seed: 3 })
      return new Trainer({ model, loss: meanSquaredError(), optimizer: adam(), metrics: [absoluteError()], seed: 5, engine })
    },
    data: points,
    options: { epochs: 4, batchSize: 4 },
  },
  'indices and an embedding': {
    make: (engine) => {
      const embeddingsRegularizer = regularizers.l2()
      const layers = [
        input([3], { dtype: 'int32' }),
        embedding(6, 4, { embeddingsRegularizer }),
        layerNormalization({ axis: [1, 2] }),
        flatten(),
        dense(3, { activation: sparsemax }),
      ] as const
      const model = sequential(layers, { seed: 3 })
      const loss = sparseCategoricalCrossEntropy()
      return new Trainer({ model, loss, optimizer: adam(), metrics: [sparseCategoricalAccuracy()], seed: 5, engine })
    },
    data: sentences,
    options: { epochs: 4, batchSize: 4 },
  },
  'a convolutional net': {
    make: (engine) => {
      const layers = [input([6, 6, 1]), conv2d(3, 3, { activation: relu }), maxPool2d(2), flatten(), dense(3)] as const
      const model = sequential(layers, { seed: 3 })
      const loss = sparseCategoricalCrossEntropy({ fromLogits: true })
      return new Trainer({ model, loss, optimizer: adam(), metrics: [sparseCategoricalAccuracy()], seed: 5, engine })
    },
    data: pictures,
    options: { epochs: 3, batchSize: 3 },
  },
}

/** All that evolves, but for the warnings, which tell how steps ran. */
export function stateOf(trainer: { snapshot(): TrainerSnapshot }): unknown {
  const snapshot = trainer.snapshot()
  return { ...snapshot, run: snapshot.run && { ...snapshot.run, history: { ...snapshot.run.history, warnings: [] }, tally: null } }
}
