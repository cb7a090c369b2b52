// Protects: a step that fails changes nothing, whichever engine runs it, and is told in the same words.
import { dataset } from '@gradus/datasets'
import { dense, input, type Layer, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { defineMeanMetric, type Metric, meanAbsoluteError } from '@gradus/metrics'
import { adam, type Optimizer, type OptimizerOptions, sgd } from '@gradus/optimizers'
import { abs, add, cast, less, mean, multiply, noGradient, requireRange, sqrt, square, subtract, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { Trainer } from '../trainer.ts'
import { type AnyTrainer, stateOf } from './__fixtures__/trainings.ts'
import type { EngineName } from './training.ts'

const engines = ['eager', 'compiled', 'verify'] as const

/** y = x in four batches of one, of which the third is of another size. */
const steps = (third: number) => dataset([[1], [2], [third], [3]], [[1], [2], [third], [3]])

/** Takes away the mean of all batches so far, which it keeps as a parameter: a running statistic. */
function centering(): Layer {
  const running = { tensor: tensor([0]) as Tensor, trainable: false }
  return {
    kind: 'centering',
    outputShapeFor: (shape) => shape,
    forward(x, { training }) {
      const before = running.tensor.detach()
      if (training) noGradient(() => running.tensor.assign(add(multiply(before, 0.9), multiply(mean(x, 0), 0.1)) as Tensor))
      return subtract(x, before)
    },
    parameters: () => new Map([['running', running]]),
  }
}

interface Setup {
  readonly optimizer?: (options: OptimizerOptions) => Optimizer
  readonly last?: Layer
  readonly metric?: Metric
  readonly options?: OptimizerOptions
}

function trainerOf(engine: EngineName, { optimizer = adam, last, metric = meanAbsoluteError(), options = { learningRate: 0.01 } }: Setup) {
  const layers = [input([1]), dense(1), centering(), ...(last ? [last] : [])] as never
  return new Trainer({
    model: sequential(layers, { seed: 4 }),
    loss: meanSquaredError(),
    optimizer: optimizer(options),
    metrics: [metric],
    engine,
  }) as AnyTrainer
}

function layerOf(kind: string, forward: Layer['forward']): Layer {
  return { kind, outputShapeFor: (shape) => shape, forward }
}

/** |x|, or 0 where that is above 100, as a root that has no gradient there. */
function rooted(): Layer {
  return layerOf('root', (x) => sqrt(square(multiply(x, cast(less(abs(x), 100), x.dtype)))))
}

/** Fits, step by step, and gives what was thrown, the state before each step, the state afterwards and the history. */
async function failing(engine: EngineName, setup: Setup, third: number) {
  const trainer = trainerOf(engine, setup)
  const weights: object[] = [trainer.snapshot()]
  const watch = { onBatchEnd: () => void weights.push({ ...trainer.snapshot() }) }
  const error = await trainer.fit(steps(third), { epochs: 2, batchSize: 1, shuffle: false, callbacks: [watch] }).catch((e: Error) => e)
  return { message: (error as Error).message, before: weights, after: trainer.snapshot(), history: { ...trainer.history }, trainer }
}

const cases: [name: string, setup: Setup, third: number, message: RegExp, lost: number][] = [
  [
    'a loss that is infinite',
    {},
    1e30,
    /^fit: the loss became Infinity at epoch 0, batch 2, first in the loss \(\w+\), learning rate 0\.01; last finite loss [\d.e-]+; the weights that gave it were restored/,
    1,
  ],
  [
    'a gradient that is not finite, of a loss that is',
    { last: rooted() },
    1000,
    /^fit: epoch 0, batch \d: adam: the gradient of dense\.kernel is not finite; nothing was changed \(element 0 of shape \[1,1\] is NaN\); \w+ in root(\.\w+)? is the first operation whose gradient is not finite/,
    0,
  ],
  [
    'a check of a layer',
    { last: layerOf('careful', (x) => requireRange('careful', x, { label: 'x', min: -100, max: 100 })) },
    1000,
    /^layer "careful": x\[0,0\] = -?[\d.]+ out of range \[-100,100\]/,
    0,
  ],
  [
    'a check of a metric',
    {
      metric: defineMeanMetric({
        name: 'careful',
        each: (_, target) => mean(requireRange('careful', target, { label: 'target', min: 0, max: 9 }), -1),
      }) as Metric,
    },
    10,
    /^careful: target\[0,0\] = 10 out of range \[0,9\]/,
    0,
  ],
]

describe.each(cases)('%s', (_, setup, third, message, lost) => {
  it('leaves everything as it was before the step, with every engine the same', async () => {
    const runs = []
    for (const engine of engines) runs.push(await failing(engine, setup, third))
    const [eager] = runs
    expect(eager!.message).toMatch(message)
    const { before, after } = eager!
    // The state at the last callback; after a loss that is not finite the weights before that of the last good step.
    const expected = before.at(-1) as typeof after
    expect(after.optimizer).toEqual(expected.optimizer)
    expect(after.parameters).toEqual((before.at(-1 - lost) as typeof after).parameters)
    for (const run of runs.slice(1)) {
      expect(run.message).toBe(eager!.message)
      expect(run.after).toEqual(after)
      expect(run.history).toEqual({ ...eager!.history, warnings: run.history.warnings })
      expect(run.history.warnings).toEqual([])
    }
  })

  it('goes on afterwards as if it had not been', async () => {
    const runs = []
    for (const engine of engines) {
      const { trainer } = await failing(engine, setup, third)
      trainer.restore({ ...trainer.snapshot(), position: null, run: null })
      const history = await trainer
        .fit(dataset([[1], [2], [1.5]], [[1], [2], [1.5]]), { epochs: 2, batchSize: 2 })
        .catch((e: Error) => e.message)
      runs.push({ history, state: stateOf(trainer) })
    }
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
  })
})

it('a loss that is NaN at the first step leaves the first weights, running statistics included', async () => {
  const messages = []
  for (const engine of engines) {
    const trainer = trainerOf(engine, { last: layerOf('bad', (x) => sqrt(subtract(multiply(x, 0), 1))) })
    const before = trainer.snapshot()
    const error = (await trainer.fit([[5]], [[1]]).catch((e: Error) => e)) as Error
    expect(error).toMatchObject({ code: 'range' })
    messages.push(error.message)
    expect({ ...trainer.snapshot(), epoch: 0, position: null, run: null, random: before.random }).toEqual(before)
    expect(trainer.history).toMatchObject({ epochs: 0, stopped: 'diverged', loss: [] })
  }
  expect(messages[0]).toMatch(
    /^fit: the loss became NaN at epoch 0, batch 0, first in bad \(sqrt\), learning rate 0\.01; it never was finite/,
  )
  expect(new Set(messages).size).toBe(1)
})

it('gradients that are skipped leave the weights and count no step, compiled too', async () => {
  const results = []
  for (const engine of engines) {
    const trainer = trainerOf(engine, { last: rooted(), options: { nonFinite: 'skip', learningRate: 0.01 } })
    const history = await trainer.fit(steps(1000), { epochs: 2, batchSize: 1, shuffle: false })
    results.push({ history, state: trainer.snapshot() })
  }
  expect(results[0]!.state.optimizer.step).toBeLessThan(8)
  expect(results[1]).toEqual(results[0])
  expect(results[2]).toEqual(results[0])
})

it('after a divergence a schedule that is changed counts at once', async () => {
  const results = []
  for (const engine of engines) {
    let rate = 1e30
    const trainer = trainerOf(engine, { optimizer: sgd, options: { learningRate: () => rate } })
    await expect(trainer.fit(steps(1), { epochs: 3, batchSize: 1, shuffle: false })).rejects.toThrow(/the loss became/)
    rate = 0.01
    trainer.restore({ ...trainer.snapshot(), position: null, run: null })
    const history = await trainer.fit(steps(1), { epochs: 3, batchSize: 1, shuffle: false })
    results.push({ history, state: stateOf(trainer) })
  }
  expect(results[1]).toEqual(results[0])
  expect(results[2]).toEqual(results[0])
})

it('weights that were put back by hand are not undone by those of an earlier training', async () => {
  for (const engine of engines) {
    const trainer = trainerOf(engine, {})
    const first = trainer.snapshot()
    await trainer.fit(steps(1), { epochs: 1 })
    trainer.restore(first)
    await expect(trainer.fit([[1e30]], [[0]])).rejects.toThrow(/it never was finite/)
    expect(trainer.snapshot().parameters).toEqual(first.parameters)
  }
})
