import { blobs, circles, moons, spirals } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { layerRows } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { tensor } from '@gradus/tensor'
import { type Callback, Trainer } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import { denseNetwork, sizesText } from './dense-network.ts'
import type { LayerRow } from './experiment.ts'
import type { ActivationName, OptimizerName } from './names.ts'
import { solvedShare, type ToyName } from './toy-names.ts'

/** Points in the plane, a network that is to part their two classes, and how it learns. */
export interface ToySettings {
  readonly toy: ToyName
  /** How many points to train on; as many others are kept to test on as `testSize` says. */
  readonly samples: number
  /** The standard deviation of the points around where they belong. */
  readonly noise: number
  /** Of the spirals: how often each arm goes round. */
  readonly turns: number
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly optimizer: OptimizerName
  readonly learningRate: number
  readonly epochs: number
  readonly batchSize: number
  /** Of the points, the initial weights and the order. */
  readonly seed: number
}

/** What is told of an epoch. */
export interface ToyEpoch {
  /** Counted from 1. */
  readonly epoch: number
  readonly loss: number
  /** Of the points that it was not trained on. */
  readonly accuracy: number
}

/** All that is known when training is over. */
export interface ToyRun {
  readonly outcome: 'solved' | 'unsolved' | 'diverged' | 'interrupted'
  readonly history: {
    readonly loss: number[]
    readonly accuracy: number[]
    readonly test: { readonly loss: number[]; readonly accuracy: number[] }
  }
  readonly test: { readonly samples: number; readonly loss: number; readonly accuracy: number }
  readonly durationMs: number
}

/** A network that parts points. */
export interface ToyExperiment {
  readonly title: readonly string[]
  readonly layers: readonly LayerRow[]
  /** The points to train on, with their classes. */
  readonly samples: { readonly points: Float32Array; readonly labels: Float32Array }
  run(onEpoch: (epoch: ToyEpoch) => void, signal: AbortSignal): Promise<ToyRun>
  /** The probability of class 1 at each of the places [places, 2]. */
  predict(places: Float64Array): Promise<Float32Array>
}

/** How many points there are to test on: others than those to train on, of the same kind. */
export const testSize = 1000

export function toyExperiment(settings: ToySettings): ToyExperiment {
  const { samples, hidden, activation, optimizer, learningRate, epochs, batchSize, seed } = settings
  const train = pointsOf(settings, samples, seed)
  // Another seed for the points to test on, that no other run trains on.
  const test = pointsOf(settings, testSize, (seed + 0x9e37_79b9) % 0x1_0000_0000)
  const model = denseNetwork({ inputs: 2, hidden, activation, bias: true }, { seed })
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: createOptimizer(optimizer, learningRate),
    metrics: [binaryAccuracy()],
    seed,
  })
  return {
    title: titleOf(settings, train.displayName),
    layers: layerRows(model).map(({ name, detail, parameters }, i) => ({
      name,
      activation: detail,
      outputShape: [null, ...model.layers[i]!.outputShape],
      parameters,
    })),
    samples: { points: train.inputs.data as Float32Array, labels: train.targets.data as Float32Array },
    async run(onEpoch, signal) {
      const callback: Callback = {
        onEpochEnd: ({ epoch, logs }) => onEpoch({ epoch: epoch + 1, loss: logs.loss, accuracy: logs.validation!.binaryAccuracy! }),
      }
      let ending: ToyRun['outcome'] | undefined
      const start = performance.now()
      try {
        const { stopped } = await trainer.fit(train, { epochs, batchSize, validationData: test, callbacks: [callback], signal })
        if (stopped === 'aborted') ending = 'interrupted'
      } catch (error) {
        if (!(error instanceof GradusError) || error.code !== 'range') throw error
        ending = 'diverged'
      }
      const durationMs = performance.now() - start
      const { loss, binaryAccuracy: accuracy, validation } = trainer.history
      const measured = await trainer.evaluate(test)
      return {
        outcome: ending ?? (measured.binaryAccuracy >= solvedShare ? 'solved' : 'unsolved'),
        history: { loss, accuracy, test: { loss: validation?.loss ?? [], accuracy: validation?.binaryAccuracy ?? [] } },
        test: { samples: testSize, loss: measured.loss, accuracy: measured.binaryAccuracy },
        durationMs,
      }
    },
    async predict(places) {
      const inputs = tensor(Float32Array.from(places), { shape: [places.length / 2, 2] })
      return (await trainer.predict(inputs)).toTypedArray() as Float32Array
    },
  }
}

function pointsOf({ toy, noise, turns }: ToySettings, samples: number, seed: number) {
  const options = { targets: 'binary', seed } as const
  if (toy === 'moons') return moons(samples, { ...options, noise })
  if (toy === 'circles') return circles(samples, { ...options, noise, factor: 0.5 })
  if (toy === 'spirals') return spirals(samples, { ...options, noise, turns })
  return blobs(samples, { ...options, spread: noise, centers: [[-2, -2], [2, 2]] }) // biome-ignore format: as points
}

function titleOf({ hidden, activation, optimizer, learningRate, samples, noise, seed }: ToySettings, name: string): string[] {
  const network = `${sizesText(2, hidden)}${hidden.length > 0 ? ` ${activation}` : ''}`
  return [name, network, `${optimizer} ${learningRate}`, `${samples} points with noise ${noise}`, `seed ${seed}`]
}
