// Protects: whatever cannot be a program trains all the same, eagerly, and the history says once why.
import { dense, input, type Layer, sequential } from '@gradus/layers'
import { meanSquaredError, type SampleLoss } from '@gradus/losses'
import { type Metric, meanAbsoluteError } from '@gradus/metrics'
import { type Optimizer, sgd } from '@gradus/optimizers'
import { add, gradients, mean, multiply, power, relu, square, subtract, sum, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { Trainer } from '../trainer.ts'
import { type AnyTrainer, points, stateOf } from './__fixtures__/trainings.ts'
import type { EngineName } from './training.ts'

interface Parts {
  readonly layer?: Layer
  readonly loss?: SampleLoss
  readonly optimizer?: Optimizer
  readonly metric?: Metric
}

function trainerWith(
  { layer, loss = meanSquaredError(), optimizer = sgd({ learningRate: 0.1 }), metric = meanAbsoluteError() }: Parts,
  engine: EngineName,
) {
  const layers = [input([2]), dense(3, { activation: relu }), ...(layer ? [layer] : []), dense(2)] as never
  return new Trainer({ model: sequential(layers, { seed: 2 }), loss, optimizer, metrics: [metric], seed: 5, engine }) as AnyTrainer
}

/** A layer of these few lines. */
function layerOf(forward: Layer['forward']): Layer {
  return { kind: 'mine', outputShapeFor: (shape) => shape, forward }
}

const absolute: SampleLoss = {
  ...meanSquaredError(),
  name: 'mine',
  perSample(prediction, target) {
    const difference = subtract(prediction as Tensor, target as Tensor) as Tensor
    return mean(square(difference.toTypedArray().length > 0 ? difference : target), -1) as never
  },
}

/** Gradient descent by someone who knows only the interface. */
function plain(update: (w: Tensor, gradient: Tensor, step: number) => Tensor): Optimizer {
  return {
    name: 'plain',
    learningRate: () => 0.1,
    initialize: () => ({ step: 0, rateFactor: 1, slots: new Map() }),
    update(parameters, gradientOf, state) {
      const { step } = state
      state.step += 1
      for (const [name, { tensor }] of parameters) tensor.assign(update(tensor, gradientOf.get(name)!, step).detach())
    },
  }
}

const reading: Metric = {
  name: 'reading',
  initialize: () => ({ total: tensor(0) as Tensor }),
  update: ({ total }, prediction) => ({ total: add(total!, sum(prediction).item()) as Tensor }),
  value: ({ total }) => total!.item(),
}

const read =
  /^the step runs eagerly: .*\w+: a value was read while the step was recorded at .*fallbacks\.test\.ts:\d+:\d+.*use where\(\) or other operations$/
const unsteady =
  /^the step runs eagerly: a number or an array in it differs from step to step; hostNumber\(\) makes a number part of a recorded step$/

describe.each<[name: string, parts: () => Parts, reason: RegExp]>([
  ['a layer that reads values', () => ({ layer: layerOf((x) => (sum(x).item() > 0 ? x : multiply(x, 2))) }), read],
  ['a loss that reads values', () => ({ loss: absolute }), read],
  ['a metric that reads values', () => ({ metric: reading }), read],
  [
    'an optimizer that reads values',
    () => ({ optimizer: plain((w, g) => (w.toTypedArray()[0]! > 9 ? w : subtract(w, multiply(g, 0.1)))) }),
    read,
  ],
  [
    'an optimizer that counts steps in JavaScript',
    () => ({ optimizer: plain((w, g, step) => subtract(w, multiply(g, 0.1 / (1 + step)))) }),
    unsteady,
  ],
  [
    'a layer that counts its calls',
    () => {
      let calls = 0
      return { layer: layerOf((x) => add(x, tensor([calls++ % 2, 0, 0]))) }
    },
    unsteady,
  ],
  [
    'a layer with a memory that nobody knows of',
    () => {
      const seen = tensor([0, 0, 0])
      return {
        layer: layerOf((x) => {
          seen.assign((add(seen, mean(x, 0)) as Tensor).detach())
          return subtract(x, seen)
        }),
      }
    },
    /^the step runs eagerly: layer "mine": assign: a recorded step cannot assign to a tensor of shape \[3\] that is not among its states$/,
  ],
  [
    'a layer that fills gradients',
    () => {
      const own = tensor(2, { requiresGradient: true })
      return {
        layer: layerOf((x) => {
          power(own, 2).backward()
          return x
        }),
      }
    },
    /^the step runs eagerly: layer "mine": backward: a recorded step cannot fill the gradient of a tensor of shape \[\]/,
  ],
])('%s', (name, parts, reason) => {
  it('runs eagerly with the reason told once, and every engine gives the same', async () => {
    const results = []
    for (const engine of ['eager', 'compiled', 'verify'] as const) {
      const trainer = trainerWith(parts(), engine)
      const { warnings, ...history } = await trainer.fit(points, { epochs: 3, batchSize: 4 })
      // Not of a layer that changes with each look at it.
      if (name !== 'a layer that counts its calls') results.push({ history, state: stateOf(trainer) })
      expect(warnings).toEqual(engine === 'eager' ? [] : [expect.stringMatching(reason)])
    }
    for (const result of results) expect(result).toEqual(results[0])
  })
})

it('says so in each history, also when a prediction met it before', async () => {
  const trainer = trainerWith({ layer: layerOf((x) => (sum(x).item() > 0 ? x : multiply(x, 2))) }, 'compiled')
  for (let i = 0; i < 3; i++) await trainer.predict(points.inputs)
  const history = await trainer.fit(points, { epochs: 2, validationSplit: 0.3 })
  expect(history.warnings).toEqual([expect.stringMatching(read)])
})

it('an optimizer that is a plain object is compiled when it can be', async () => {
  const make = (engine: EngineName) => trainerWith({ optimizer: plain((w, g) => subtract(w, multiply(g, 0.1))) }, engine)
  const [eager, compiled, verified] = [make('eager'), make('compiled'), make('verify')]
  for (const trainer of [eager, compiled, verified]) expect((await trainer.fit(points, { epochs: 3, batchSize: 4 })).warnings).toEqual([])
  expect(stateOf(compiled)).toEqual(stateOf(eager))
  expect(stateOf(verified)).toEqual(stateOf(eager))
})

it('an optimizer with a count of its own is followed', async () => {
  const counting: Optimizer = {
    ...plain((w, g) => subtract(w, multiply(g, 0.1))),
    update(parameters, gradientOf, state) {
      state.step += 2
      for (const [name, { tensor }] of parameters) tensor.assign(subtract(tensor, multiply(gradientOf.get(name)!, 0.1)).detach())
    },
  }
  const trainer = trainerWith({ optimizer: counting }, 'verify')
  expect((await trainer.fit(points, { epochs: 3, batchSize: 11 })).warnings).toEqual([])
  expect(trainer.snapshot().optimizer.step).toBe(6)
})

it('a second derivative in a step is compiled', async () => {
  const penalized: SampleLoss = {
    ...meanSquaredError(),
    name: 'penalized',
    perSample(prediction, target) {
      const error = meanSquaredError().perSample(prediction, target) as Tensor
      if (!(prediction as Tensor).requiresGradient) return error as never
      const [slope] = gradients(sum(error), [prediction as Tensor], { createGraph: true })
      return add(error, mean(square(slope), -1)) as never
    },
  }
  const make = (engine: EngineName) => trainerWith({ loss: penalized }, engine)
  const [eager, compiled] = [make('eager'), make('compiled')]
  for (const trainer of [eager, compiled]) expect((await trainer.fit(points, { epochs: 3, batchSize: 4 })).warnings).toEqual([])
  expect(stateOf(compiled)).toEqual(stateOf(eager))
})
