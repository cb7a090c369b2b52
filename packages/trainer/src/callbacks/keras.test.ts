// Protects: callbacks that wait for a better number count epochs as Keras' do.
import { describe, expect, it } from 'vitest'
import type { TrainingView } from '../training-view.ts'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import type { Callback } from './callback.ts'
import { earlyStopping } from './early-stopping.ts'
import { reduceLearningRateOnPlateau } from './reduce-learning-rate-on-plateau.ts'

/** Tells a callback of epochs that never happened. After each, `weights` are the number of the epoch. */
function drive(callback: Callback, losses: readonly number[]) {
  let current = Number.NaN
  let stopped: number | null = null
  const rates: number[] = []
  const training = {
    series: ['loss'],
    learningRate: 0.1,
    weights: () => new Map([['w', { data: Float64Array.of(current), shape: [] }]]),
    setWeights: (weights: ReadonlyMap<string, { data: Float64Array }>) => {
      current = weights.get('w')!.data[0]!
    },
  }
  const stop = () => undefined
  void callback.onTrainBegin?.({ epoch: 0, epochs: 1, batchesPerEpoch: 1, samples: 1, training: training as unknown as TrainingView, stop })
  for (const [epoch, loss] of losses.entries()) {
    current = epoch
    void callback.onEpochEnd?.({
      epoch,
      logs: { loss },
      stop: () => {
        stopped = epoch
      },
    })
    rates.push(training.learningRate)
    if (stopped !== null) break
  }
  void callback.onTrainEnd?.({} as never)
  return { stopped, weights: current, rates }
}

describe('earlyStopping', () => {
  it.each(keras.earlyStopping)('as Keras with $options', ({ options, losses, stopped, weights }) => {
    expect(drive(earlyStopping({ monitor: 'loss', ...(options as object) }), losses)).toMatchObject({ stopped, weights })
  })
})

describe('reduceLearningRateOnPlateau', () => {
  it.each(keras.reduceLearningRateOnPlateau)('as Keras with $options', ({ options, losses, rates }) => {
    const ours = drive(reduceLearningRateOnPlateau({ monitor: 'loss', ...(options as object) }), losses).rates
    // Keras keeps its learning rate in float32.
    for (const [i, rate] of ours.entries()) expect(Math.abs(rate / rates[i]! - 1)).toBeLessThan(1e-6)
  })
})
