import { dataset } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import { batchNormalization, dense, dropout, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { meanAbsoluteError } from '@gradus/metrics'
import { adadelta, adagrad, adam, adamax, adamW, lion, nadam, type Optimizer, rmsprop, sgd, stepDecay } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { type Callback, earlyStopping, modelCheckpoint, reduceLearningRateOnPlateau, Trainer } from '../../index.ts'
import type { CheckpointStore } from '../checkpoint-store.ts'

/** Every optimizer, with what it may remember. */
export const optimizers: Readonly<Record<string, () => Optimizer>> = {
  sgd: () => sgd({ learningRate: 0.05 }),
  'sgd with momentum and a schedule': () =>
    sgd({ learningRate: stepDecay(0.05, { every: 7, factor: 0.7 }), momentum: 0.9, nesterov: true }),
  adam: () => adam({ learningRate: 0.01 }),
  'adam with amsgrad and clipping': () => adam({ learningRate: 0.01, amsgrad: true, globalClipNorm: 0.5 }),
  adamW: () => adamW({ learningRate: 0.01, groups: [{ parameters: /bias/, weightDecay: 0 }] }),
  adamax: () => adamax({ learningRate: 0.01 }),
  nadam: () => nadam({ learningRate: 0.01 }),
  rmsprop: () => rmsprop({ learningRate: 0.005, momentum: 0.5, centered: true }),
  adagrad: () => adagrad({ learningRate: 0.05 }),
  adadelta: () => adadelta({ learningRate: 1 }),
  lion: () => lion({ learningRate: 0.001 }),
}

const random = randomGenerator(11)
const inputs = Array.from({ length: 23 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)])
export const data = dataset(
  inputs,
  inputs.map(([a, b]) => [a! * b!]),
)

/** A trainer of all that draws numbers, remembers statistics and accumulates. */
export function makeTrainer(
  optimizer: Optimizer,
  options: { readonly accumulationSteps?: number; readonly engine?: 'compiled' | 'eager' } = {},
) {
  const layers = [input([2]), dense(8, { activation: relu }), batchNormalization(), dropout(0.25), dense(1)] as const
  const model = sequential(layers, { seed: 5 })
  return new Trainer({ model, loss: meanSquaredError(), optimizer, metrics: [meanAbsoluteError()], seed: 3, ...options })
}

/** The callbacks that remember something, and with a store the one that keeps it. */
export function callbacks(store?: CheckpointStore, every = 1): Callback[] {
  const waiting = [
    earlyStopping({ monitor: 'validation.loss', patience: 1000 }),
    reduceLearningRateOnPlateau({ monitor: 'loss', patience: 1, factor: 0.5, minDelta: 0.01 }),
  ]
  return store === undefined ? waiting : [modelCheckpoint({ store, unit: 'batches', every }), ...waiting]
}

/** How all of them are trained. */
export const fitOptions = { batchSize: 4, validationSplit: 0.2 } as const
