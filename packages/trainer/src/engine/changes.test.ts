// Protects: what others do to a model between and during steps has the same effect with every engine.
import { type Batch, batches, dataset } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import { dense, input, type Layer, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { adam, sgd } from '@gradus/optimizers'
import { multiply, relu, square, sum, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import type { Callback } from '../callbacks/callback.ts'
import { Trainer } from '../trainer.ts'
import { engineNames, normalized, partsOf, sameWithAll } from './__fixtures__/normalized.ts'
import { type AnyTrainer, points, regression, stateOf } from './__fixtures__/trainings.ts'

const options = { epochs: 3, batchSize: 4 }

it('a layer with running statistics is compiled', () =>
  sameWithAll(async (engine) => {
    const trainer = normalized(engine)
    const history = await trainer.fit(points, { ...options, validationSplit: 0.2 })
    expect(history.warnings).toEqual([])
    expect(Array.from(trainer.snapshot().parameters['normalization.center']!.data)).not.toEqual([0, 0, 0, 0, 0])
    const predictions = []
    for (let i = 0; i < 3; i++) predictions.push((await trainer.predict(points.inputs)).toArray())
    return { history, predictions, state: stateOf(trainer) }
  }))

describe('callbacks', () => {
  /** Fits with a callback that is made for each trainer. */
  const withCallback = (callback: (trainer: AnyTrainer, log: unknown[]) => Callback, make = normalized) =>
    sameWithAll(async (engine) => {
      const trainer = make(engine)
      const log: unknown[] = []
      const history = await trainer.fit(points, { ...options, callbacks: [callback(trainer, log)] })
      return { log, history, state: stateOf(trainer) }
    })

  it('may predict, evaluate and read while training', async () => {
    const { log } = await withCallback((trainer, log) => ({
      async onBatchEnd() {
        log.push(
          (await trainer.predict(points.inputs, { batchSize: 3 })).toArray(),
          await trainer.evaluate(points, { batchSize: 5 }),
          stateOf(trainer),
        )
      },
    }))
    expect(log).toHaveLength(27)
  })

  it('may change weights', () =>
    withCallback((trainer) => {
      const { model } = partsOf(trainer)
      return {
        onBatchEnd({ batch }) {
          const { tensor: bias } = model.parameters().get('dense.bias')!
          if (batch === 1) bias.assign(multiply(bias, 0.5).detach())
        },
        onEpochEnd: () => model.setWeights(new Map([...model.parameters()].map(([name, { tensor }]) => [name, multiply(tensor, 0.9)]))),
      }
    }))

  it('may freeze and thaw parameters', async () => {
    await withCallback((trainer) => ({
      onBatchEnd({ epoch, batch }) {
        const parameter = partsOf(trainer).model.parameters().get('dense.kernel')! as { trainable: boolean }
        parameter.trainable = (epoch + batch) % 2 === 0
      },
    }))
  })
})

it('parameters may be frozen between trainings', () =>
  sameWithAll(async (engine) => {
    const trainer = normalized(engine)
    const histories = []
    for (const trainable of [true, false, true]) {
      for (const [name, parameter] of partsOf(trainer).model.parameters()) {
        if (name.startsWith('dense.')) (parameter as { trainable: boolean }).trainable = trainable
      }
      const before = trainer.snapshot().parameters['dense.kernel']
      histories.push(await trainer.fit(points, options))
      const isSame = JSON.stringify(before) === JSON.stringify(trainer.snapshot().parameters['dense.kernel'])
      expect(isSame).toBe(!trainable)
    }
    return { histories, state: stateOf(trainer) }
  }))

it('a model without anything to train is refused, whatever the engine', () =>
  sameWithAll(async (engine) => {
    const layer: Layer = { kind: 'same', outputShapeFor: (shape) => shape, forward: (x) => x }
    const model = sequential([input([2]), layer] as never)
    try {
      return new Trainer({ model, loss: meanSquaredError(), optimizer: sgd(), engine }) && 'made'
    } catch (error) {
      return String(error)
    }
  }))

it('two trainers share one model', () =>
  sameWithAll(async (engine) => {
    const model = sequential([input([2]), dense(4, { activation: relu }), dense(2)], { seed: 1 })
    const other = { eager: 'compiled', compiled: 'eager', verify: 'compiled' } as const
    const first = new Trainer({ model, loss: meanSquaredError(), optimizer: adam(), engine })
    const second = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ momentum: 0.9 }), seed: 3, engine: other[engine] })
    const losses = []
    for (let i = 0; i < 3; i++) for (const trainer of [first, second]) losses.push((await trainer.fit(points as never, options)).loss)
    return { losses, states: [stateOf(first), stateOf(second)] }
  }))

it('batches of more shapes than programs are kept for', () =>
  sameWithAll(async (engine) => {
    const random = randomGenerator(1)
    const all = dataset(
      { data: Float32Array.from({ length: 420 }, () => random.uniform(-1, 1)), shape: [210, 2] },
      { data: new Float32Array(420), shape: [210, 2] },
    )
    /** Batches of 1, 2 … 20 samples. */
    const growing = (): Batch[] =>
      Array.from({ length: 20 }, (_, i) => all.slice((i * (i + 1)) / 2, ((i + 1) * (i + 2)) / 2) as unknown as Batch)
    const trainer = regression(engine, {})
    const losses = []
    for (let round = 0; round < 2; round++) {
      for (const { inputs, targets, size } of growing()) losses.push((await trainer.fit(inputs, targets, { batchSize: size })).loss)
    }
    for (const { inputs } of growing()) for (let i = 0; i < 2; i++) losses.push((await trainer.predict(inputs as never)).toArray())
    return { losses, state: stateOf(trainer) }
  }))

it('the same inputs with targets of another kind are another program', () =>
  sameWithAll(async (engine) => {
    const inputs = { data: Float32Array.of(1, 2), shape: [2, 1] as const, dtype: 'float32' as const }
    const model = sequential([input([1]), dense(1)], { seed: 2 })
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd(), engine })
    const targets = [Float32Array.of(0.25, 0.5), Int32Array.of(3, 4)].map((data) => ({ data, shape: [2, 1] as const }))
    const losses = []
    for (const dtype of ['float32', 'int32', 'float32'] as const) {
      const batch = { inputs, targets: { ...targets[dtype === 'int32' ? 1 : 0]!, dtype }, size: 2 }
      const source = { size: 2, slice: () => batch, gather: () => batch }
      const shapes = { inputShape: [1], targetShape: [1], layout: 'samplesFirst', name: 'mine', displayName: 'mine', size: 2 } as const
      const data = { ...shapes, batches: (o: object) => batches(source as never, o) }
      losses.push((await trainer.fit(data as never, { shuffle: false })).loss)
    }
    return { losses, state: stateOf(trainer) }
  }))

it('gradients through weights that have been trained since are refused', async () => {
  const messages = new Set<string>()
  for (const engine of engineNames) {
    for (const where of ['after', 'in a callback', 'beside'] as const) {
      const trainer = normalized(engine)
      const { model } = partsOf(trainer)
      await trainer.fit(points, options)
      const loss = () => sum(square(model.forward(tensor([[1, 2]])) as Tensor))
      const early = loss()
      const differentiate = () => {
        try {
          early.backward()
          messages.add('no error')
        } catch (error) {
          messages.add((error as Error).message)
        }
        loss().backward()
      }
      if (where === 'after') {
        await trainer.fit(points, options)
        differentiate()
      } else if (where === 'in a callback') {
        let isFirst = true
        const onBatchEnd = () => {
          if (isFirst) differentiate()
          isFirst = false
        }
        await trainer.fit(points, { ...options, callbacks: [{ onBatchEnd }] })
      } else {
        // Between steps, where fit lets others run.
        const done = trainer.fit(points, { epochs: engine === 'compiled' ? 5000 : 100, batchSize: 4 })
        await new Promise((resolve) => setImmediate(resolve))
        differentiate()
        await done
      }
    }
  }
  expect([...messages]).toEqual([
    expect.stringMatching(
      /^backward: a tensor of shape \[\d,\d\] that matmul in dense saved was assigned to after its use; run the forward/,
    ),
  ])
})
