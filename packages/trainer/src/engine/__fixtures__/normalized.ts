import { dense, input, type Layer, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { meanAbsoluteError } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { add, divide, mean, multiply, noGradient, ones, relu, sqrt, subtract, type Tensor, variance, zeros } from '@gradus/tensor'
import { expect } from 'vitest'
import { Trainer } from '../../trainer.ts'
import type { EngineName } from '../training.ts'
import type { AnyTrainer } from './trainings.ts'

/** The eager one first, with which the others are compared. */
export const engineNames = ['eager', 'compiled', 'verify'] as const

/** Batch normalization in a few lines: learned scale and shift, running mean and variance that steps assign to. */
export function normalization(width: number): Layer {
  const scale = { tensor: ones([width], { requiresGradient: true }) as Tensor, trainable: true }
  const shift = { tensor: zeros([width], { requiresGradient: true }) as Tensor, trainable: true }
  const center = { tensor: zeros([width]) as Tensor, trainable: false }
  const spread = { tensor: ones([width]) as Tensor, trainable: false }
  const mix = (running: Tensor, now: Tensor): void => running.assign(add(multiply(running, 0.9), multiply(now, 0.1)) as Tensor)
  return {
    kind: 'normalization',
    outputShapeFor: (shape) => shape,
    forward(x, { training }) {
      const [m, v] = training ? [mean(x, 0) as Tensor, variance(x, 0) as Tensor] : [center.tensor, spread.tensor]
      if (training) {
        noGradient(() => {
          mix(center.tensor, m)
          mix(spread.tensor, v)
        })
      }
      return add(multiply(divide(subtract(x, m), sqrt(add(v, 1e-3))), scale.tensor), shift.tensor)
    },
    parameters: () => new Map(Object.entries({ scale, shift, center, spread })),
  }
}

export function normalized(engine: EngineName): AnyTrainer {
  const model = sequential([input([2]), dense(5, { activation: relu }), normalization(5), dense(2)] as never, { seed: 3 })
  return new Trainer({ model, loss: meanSquaredError(), optimizer: adam(), metrics: [meanAbsoluteError()], seed: 5, engine })
}

/** Runs a training with each engine and expects the same of all; gives what the eager one gave. */
export async function sameWithAll<Result>(run: (engine: EngineName) => Promise<Result>): Promise<Result> {
  const results: Result[] = []
  for (const engine of engineNames) results.push(await run(engine))
  expect(results[1]).toEqual(results[0])
  expect(results[2]).toEqual(results[0])
  return results[0]!
}

/** The parts of a trainer, which it keeps to itself. */
export function partsOf(trainer: AnyTrainer) {
  return (trainer as unknown as { core: { parts: { model: ReturnType<typeof sequential> } } }).core.parts
}
