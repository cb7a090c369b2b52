import { dataset, take, xor } from '@gradus/datasets'
import { GradusError, randomGenerator } from '@gradus/kernel'
import { dense, dropout, input, type Layer, sequential } from '@gradus/layers'
import { binaryCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { binaryAccuracy, meanAbsoluteError } from '@gradus/metrics'
import { adam, sgd } from '@gradus/optimizers'
import { relu, reshape, sigmoid, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { earlyStopping, progressBar, Trainer, type TrainingEvent } from './index.ts'

function xorModel(seed = 7) {
  return sequential([input([2]), dense(10, { activation: relu }), dense(10, { activation: relu }), dense(1, { activation: sigmoid })], {
    seed,
  })
}

function xorTrainer(seed = 7, optimizer = adam()) {
  return new Trainer({ model: xorModel(seed), loss: binaryCrossEntropy(), optimizer, metrics: [binaryAccuracy()], seed })
}

/** y = 2 x₀ − x₁ + 1 on ten points: what a single neuron can learn. */
const line = dataset(
  Array.from({ length: 10 }, (_, i) => [i / 10, ((i * 7) % 10) / 10]),
  Array.from({ length: 10 }, (_, i) => [(2 * i) / 10 - ((i * 7) % 10) / 10 + 1]),
)

function lineTrainer(learningRate = 0.1, seed = 0) {
  const model = sequential([input([2]), dense(1)], { seed })
  return new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate }), metrics: [meanAbsoluteError()], seed })
}

/** A layer that gives one number per sample, without an axis for it. */
function flattened(): Layer {
  return { kind: 'flattened', outputShapeFor: () => [], forward: (x) => reshape(x, [-1]) as Tensor }
}

/** All weights as numbers, to compare bits. */
function weights(trainer: { snapshot(): { parameters: object } }): unknown {
  return Object.entries(trainer.snapshot().parameters).map(([name, { data }]) => [name, Array.from(data as Float32Array)])
}

describe('fit', () => {
  it('learns XOR', async () => {
    const trainer = xorTrainer()
    const history = await trainer.fit(xor(), { epochs: 1000 })
    expect(history.epochs).toBe(1000)
    expect(history.loss).toHaveLength(1000)
    expect(history.binaryAccuracy.at(-1)).toBe(1)
    const predictions = (await trainer.predict(xor().inputs)).toArray()
    expect(predictions.map(([p]) => Math.round(p!))).toEqual([0, 1, 1, 0])
    expect(history.stopped).toBeUndefined()
  })

  it('takes arrays, typed arrays with a shape, tensors and datasets alike', async () => {
    const nested = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const
    const targets = [[0], [1], [1], [0]] as const
    const flat = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1)
    const runs = [
      (trainer: ReturnType<typeof xorTrainer>) => trainer.fit(nested, targets, { epochs: 3 }),
      (trainer: ReturnType<typeof xorTrainer>) =>
        trainer.fit({ data: flat, shape: [4, 2] }, { data: Float32Array.of(0, 1, 1, 0), shape: [4, 1] }, { epochs: 3 }),
      (trainer: ReturnType<typeof xorTrainer>) => trainer.fit(tensor(nested), tensor(targets), { epochs: 3 }),
      (trainer: ReturnType<typeof xorTrainer>) => trainer.fit(xor(), { epochs: 3 }),
    ]
    const results = []
    for (const run of runs) {
      const trainer = xorTrainer()
      await run(trainer)
      results.push(weights(trainer))
    }
    for (const result of results) expect(result).toEqual(results[0])
  })

  it('takes the sample-weighted mean as the loss of an epoch, whatever the batches', async () => {
    // A learning rate of 0 leaves the model as it is, so every way of cutting gives the same loss.
    const losses = []
    for (const batchSize of [10, 3, 1]) {
      const { loss, meanAbsoluteError: error } = await lineTrainer(0).fit(line, { batchSize, shuffle: false })
      losses.push([loss[0], error[0]])
    }
    const evaluated = await lineTrainer(0).evaluate(line)
    for (const [loss, error] of losses) {
      expect(loss).toBeCloseTo(evaluated.loss, 6)
      expect(error).toBeCloseTo(evaluated.meanAbsoluteError, 6)
    }
  })

  it('reads the same data as each model and loss needs it', async () => {
    const classes = dataset([[0], [1]], Int32Array.of(0, 1))
    const scalars = sequential([input([1]), dense(1), flattened()])
    await new Trainer({ model: scalars, loss: meanSquaredError(), optimizer: sgd() }).fit(classes as never, { shuffle: false })
    const classifier = sequential([input([1]), dense(2)])
    const trainer = new Trainer({ model: classifier, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: sgd() })
    await expect(trainer.fit(classes as never, { shuffle: false })).resolves.toMatchObject({ epochs: 1 })
  })

  it('gives one step of gradient descent by hand', async () => {
    const model = sequential([input([1]), dense(1, { useBias: false })], { dtype: 'float64' })
    model.setWeights(new Map([['dense.kernel', [[3]]]]))
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.25 }) })
    // x = 2, y = 1: the loss is (6 − 1)² = 25, its gradient 2 · 5 · 2 = 20, the new weight 3 − 0.25 · 20 = −2.
    const history = await trainer.fit([[2]], [[1]])
    expect(history.loss).toEqual([25])
    expect(weights(trainer)).toEqual([['dense.kernel', [-2]]])
  })

  it('minimizes the sum when the loss says so', async () => {
    const model = sequential([input([1]), dense(1, { useBias: false })], { dtype: 'float64' })
    model.setWeights(new Map([['dense.kernel', [[3]]]]))
    const trainer = new Trainer({ model, loss: meanSquaredError({ reduction: 'sum' }), optimizer: sgd({ learningRate: 0.25 }) })
    // Two equal samples: twice the gradient, but the same mean loss.
    const history = await trainer.fit([[2], [2]], [[1], [1]])
    expect(history.loss).toEqual([25])
    expect(weights(trainer)).toEqual([['dense.kernel', [-7]]])
  })

  it('repeats itself from the same seed and differs from another, in the order of the samples and in dropout', async () => {
    const run = async (seed: number) => {
      const model = sequential([input([2]), dense(8, { activation: relu }), dropout(0.5), dense(1)], { seed: 1 })
      const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.05 }), seed })
      await trainer.fit(line, { epochs: 4, batchSize: 3 })
      return weights(trainer)
    }
    expect(await run(1)).toEqual(await run(1))
    expect(await run(1)).not.toEqual(await run(2))
  })

  it('draws the order from a generator that is given', async () => {
    const run = async (shuffle: boolean | ReturnType<typeof randomGenerator>) => {
      const trainer = lineTrainer()
      await trainer.fit(line, { epochs: 2, batchSize: 2, shuffle })
      return weights(trainer)
    }
    expect(await run(randomGenerator(5))).toEqual(await run(randomGenerator(5)))
    expect(await run(randomGenerator(5))).not.toEqual(await run(randomGenerator(6)))
    expect(await run(false)).not.toEqual(await run(true))
  })

  it('validates after each epoch, on data that it does not train on', async () => {
    const trainer = lineTrainer()
    const history = await trainer.fit(line, { epochs: 3, validationData: [[[1, 1]], [[2]]] })
    expect(history.validation?.loss).toHaveLength(3)
    const last = await trainer.evaluate([[1, 1]], [[2]])
    expect(history.validation?.loss.at(-1)).toBe(last.loss)
    expect(history.validation?.meanAbsoluteError.at(-1)).toBe(last.meanAbsoluteError)
  })

  it('keeps the last samples for validation', async () => {
    const trainer = lineTrainer(0)
    const split = await trainer.fit(line, { validationSplit: 0.2, shuffle: false })
    const { train, validation } = line.split({ train: 0.8, validation: 0.2 })
    expect(validation.size).toBe(2)
    expect(split.loss[0]).toBeCloseTo((await trainer.evaluate(train)).loss, 6)
    expect(split.validation?.loss[0]).toBeCloseTo((await trainer.evaluate(validation)).loss, 6)
  })

  it('does nothing for zero epochs', async () => {
    const trainer = lineTrainer()
    const before = weights(trainer)
    const history = await trainer.fit(line, { epochs: 0 })
    expect(history).toMatchObject({ loss: [], epochs: 0, stopped: undefined })
    expect(weights(trainer)).toEqual(before)
  })

  it.each(['compiled', 'eager'] as const)('lets others run while it trains, %s', async (engine) => {
    const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd(), engine })
    for (const callbacks of [[], [{ onBatchEnd: () => undefined }]]) {
      const ran = new Set<string>()
      const controller = new AbortController()
      // It ends when both had their turn, and never should one have none.
      const done = trainer.fit(line, { epochs: 1e9, batchSize: 3, signal: controller.signal, callbacks })
      const turn = (name: string): void => {
        if (ran.add(name).size === 2) controller.abort()
      }
      setTimeout(turn, 0, 'a timer')
      setImmediate(turn, 'an immediate')
      expect(await done).toMatchObject({ stopped: 'aborted' })
    }
  })

  it('warns of a softmax in front of a loss of logits', async () => {
    const { softmax } = await import('@gradus/tensor')
    const { categoricalCrossEntropy } = await import('@gradus/losses')
    const model = sequential([input([2]), dense(3, { activation: softmax })])
    const trainer = new Trainer({ model, loss: categoricalCrossEntropy({ fromLogits: true }), optimizer: sgd() })
    const history = await trainer.fit([[1, 2]], [[0, 1, 0]])
    expect(history.warnings).toEqual([expect.stringMatching(/categoricalCrossEntropy expects logits.*softmax/)])
  })
})

describe('callbacks', () => {
  it('are called in order, with what happened', async () => {
    const calls: string[] = []
    await lineTrainer().fit(line, {
      epochs: 2,
      batchSize: 5,
      callbacks: [
        {
          onTrainBegin: ({ epochs, batchesPerEpoch, samples }) => void calls.push(`begin ${epochs} ${batchesPerEpoch} ${samples}`),
          onEpochBegin: ({ epoch }) => void calls.push(`epoch ${epoch}`),
          onBatchEnd: ({ batch, size, loss }) => void calls.push(`batch ${batch} of ${size} ${Number.isFinite(loss)}`),
          onEpochEnd: ({ epoch, logs }) => void calls.push(`end ${epoch} ${Object.keys(logs)}`),
          onTrainEnd: (history) => void calls.push(`over ${history.epochs}`),
        },
      ],
    })
    const epoch = (i: number) => [`epoch ${i}`, 'batch 0 of 5 true', 'batch 1 of 5 true', `end ${i} loss,meanAbsoluteError`]
    expect(calls).toEqual(['begin 2 2 10', ...epoch(0), ...epoch(1), 'over 2'])
  })

  it('can stop the training after a batch or an epoch', async () => {
    const afterEpoch = await lineTrainer().fit(line, {
      epochs: 9,
      callbacks: [{ onEpochEnd: ({ epoch, stop }) => (epoch === 2 ? stop() : undefined) }],
    })
    expect(afterEpoch).toMatchObject({ epochs: 3, stopped: 'stopped' })
    const afterBatch = await lineTrainer().fit(line, { epochs: 9, batchSize: 2, callbacks: [{ onBatchEnd: ({ stop }) => stop() }] })
    expect(afterBatch).toMatchObject({ epochs: 0, stopped: 'stopped' })
  })

  it('are awaited when they return a promise', async () => {
    const order: string[] = []
    await lineTrainer().fit(line, {
      epochs: 2,
      callbacks: [
        {
          async onEpochEnd({ epoch }) {
            await new Promise((resolve) => setTimeout(resolve, 5))
            order.push(`slow ${epoch}`)
          },
        },
        { onEpochEnd: ({ epoch }) => void order.push(`after ${epoch}`) },
      ],
    })
    expect(order).toEqual(['slow 0', 'after 0', 'slow 1', 'after 1'])
  })

  it('end the training cleanly when they fail, with the cause', async () => {
    const cause = new Error('disk full')
    for (const onEpochEnd of [
      () => {
        throw cause
      },
      () => Promise.reject(cause),
    ]) {
      const trainer = lineTrainer()
      const ended: number[] = []
      const error = await trainer
        .fit(line, { callbacks: [{ onEpochEnd, onTrainEnd: ({ epochs }) => void ended.push(epochs) }] })
        .catch((e) => e)
      expect(error).toBeInstanceOf(GradusError)
      expect(error).toMatchObject({ code: 'state', cause, message: expect.stringMatching(/onEpochEnd of callback 0 failed: disk full/) })
      expect(ended).toEqual([1])
      await expect(trainer.fit(line)).resolves.toBeDefined()
    }
  })

  it('that never resolve are left by the signal', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    const history = await lineTrainer().fit(line, {
      epochs: 5,
      signal: controller.signal,
      callbacks: [{ onEpochEnd: () => new Promise(() => {}) }],
    })
    expect(history).toMatchObject({ epochs: 1, stopped: 'aborted' })
  })
})

describe('signal', () => {
  it('ends the training after the batch under way; another fit can follow', async () => {
    const controller = new AbortController()
    const trainer = lineTrainer()
    const history = await trainer.fit(line, {
      epochs: 5,
      batchSize: 2,
      signal: controller.signal,
      callbacks: [{ onBatchEnd: ({ epoch, batch }) => (epoch === 1 && batch === 2 ? controller.abort() : undefined) }],
    })
    expect(history).toMatchObject({ epochs: 1, stopped: 'aborted' })
    expect((await trainer.fit(line)).epochs).toBe(1)
  })
})

describe('divergence', () => {
  const explode = () => lineTrainer(1e30)

  it('stops at the first loss that is not finite, names layer and operation, and restores the last good weights', async () => {
    const trainer = explode()
    const good: unknown[] = []
    const error = await trainer
      .fit(line, { epochs: 9, callbacks: [{ onEpochBegin: () => void good.push(weights(trainer)) }] })
      .catch((e) => e)
    expect(error).toMatchObject({ code: 'range' })
    expect(error.message).toMatch(
      /the loss became (NaN|Infinity) at epoch \d, batch 0, first in (dense|the loss) \(\w+\), learning rate 1e\+30; last finite loss [\d.e+]+; the weights that gave it were restored/,
    )
    expect(trainer.history.stopped).toBe('diverged')
    expect(trainer.history.epochs).toBe(trainer.history.loss.length)
    // The weights of the last epoch that had a finite loss are those at its beginning.
    expect(weights(trainer)).toEqual(good[trainer.history.epochs - 1])
  })

  it('leaves the trainer usable', async () => {
    const trainer = explode()
    await trainer.fit(line, { epochs: 9 }).catch(() => {})
    expect((await trainer.evaluate(line)).loss).toBeTypeOf('number')
  })
})

describe('evaluate and predict', () => {
  it('change nothing', async () => {
    const trainer = lineTrainer()
    const before = trainer.snapshot()
    await trainer.evaluate(line)
    await trainer.predict([[1, 2]])
    expect(trainer.snapshot()).toEqual(before)
  })

  it('give the same in batches of any size', async () => {
    const trainer = lineTrainer()
    const whole = (await trainer.predict(line.inputs)).toArray()
    for (const batchSize of [1, 3, 10, 99]) expect((await trainer.predict(line.inputs, { batchSize })).toArray()).toEqual(whole)
    for (const batchSize of [1, 3, 99])
      expect((await trainer.evaluate(line, { batchSize })).loss).toBeCloseTo((await trainer.evaluate(line)).loss, 6)
  })

  it('never drop out', async () => {
    const model = sequential([input([2]), dropout(0.9), dense(1)])
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd() })
    expect((await trainer.predict([[1, 2]])).toArray()).toEqual((await trainer.predict([[1, 2]])).toArray())
  })
})

describe('events', () => {
  it('end with the same bits as fit', async () => {
    const watched = xorTrainer()
    const events = [...watched.events(xor(), { epochs: 5, batchSize: 3 })]
    const plain = xorTrainer()
    const history = await plain.fit(xor(), { epochs: 5, batchSize: 3 })
    expect(weights(watched)).toEqual(weights(plain))
    expect(events.flatMap((event) => (event.type === 'epoch' ? [event.logs.loss] : []))).toEqual(history.loss)
  })

  it('measure validation data as fit does, and as often', async () => {
    const options = { epochs: 4, batchSize: 3, validationData: take(line, 4), validationEvery: 2 }
    const watched = lineTrainer()
    const logs = [...watched.events(line, options)].flatMap((event) => (event.type === 'epoch' ? [event.logs] : []))
    const history = await lineTrainer().fit(line, options)
    expect(logs.map(({ validation }) => validation?.loss)).toEqual([
      undefined,
      history.validation!.loss[0],
      undefined,
      history.validation!.loss[1],
    ])
    expect(logs[3]!.validation!.meanAbsoluteError).toBe(history.validation!.meanAbsoluteError[1])
  })

  it('go on exactly from within an epoch, with the loss of the whole of it', async () => {
    for (const shuffle of [() => true, () => randomGenerator(5)]) {
      const options = () => ({ untilEpoch: 3, batchSize: 3, shuffle: shuffle() })
      const losses = (events: Iterable<TrainingEvent<'meanAbsoluteError'>>) =>
        Array.from(events).flatMap((event) => (event.type === 'epoch' ? [event.logs.loss] : []))
      const whole = lineTrainer()
      const all = losses(whole.events(line, options()))
      const first = lineTrainer()
      // What a training before remembered is not this one's.
      await first.trial(() => first.fit(line, { callbacks: [earlyStopping({ patience: 1, monitor: 'loss' })] }))
      for (const event of first.events(line, options())) if (event.type === 'batch' && event.epoch === 1 && event.batch === 1) break
      const snapshot = structuredClone(first.snapshot())
      expect(snapshot).toMatchObject({ epoch: 1, position: { batch: 2 }, run: { callbacks: [], stopped: false } })
      const second = lineTrainer()
      second.restore(snapshot)
      expect(losses(second.events(line, options()))).toEqual(all.slice(1))
      expect(weights(second)).toEqual(weights(whole))
    }
  })

  it('tell each operation forward and backward with its layer, and each update', () => {
    const events = [...lineTrainer().events(line)]
    expect(events.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])).toEqual([
      'forward',
      'loss',
      'backward',
      'update',
      'batch',
      'epoch',
    ])
    const forward = events.filter((event) => event.type === 'forward')
    expect(forward.map(({ layer, formula, labels }) => [layer, formula, ...labels])).toEqual([
      ['dense', 'Σₖ xᵢₖ dense.kernelₖⱼ', 'x', 'dense.kernel'],
      ['dense', 'a + dense.bias', undefined, 'dense.bias'],
      ['', '(a − y) · (a − y)', undefined, 'y'],
      ['', 'Σ a over axis 1', undefined],
      ['', 'a / 1', undefined, '1'],
      ['', 'Σ a', undefined],
      ['', 'a / 10', undefined, '10'],
    ])
    const updates = events.filter((event) => event.type === 'update')
    expect(updates.map(({ parameter }) => parameter)).toEqual(['dense.kernel', 'dense.bias'])
    const [kernel] = updates
    const difference = (a: Tensor, b: Tensor) => Array.from(a.toTypedArray(), (value, i) => value - b.toTypedArray()[i]!)
    // The learning rate is 0.1.
    difference(kernel!.before, kernel!.after).forEach((change, i) => {
      expect(change).toBeCloseTo(0.1 * kernel!.gradient.toTypedArray()[i]!, 6)
    })
  })

  it('go on only as far as they are asked, and can be left', async () => {
    const trainer = lineTrainer()
    const before = weights(trainer)
    for (const event of trainer.events(line, { epochs: 100 })) if (event.type === 'loss') break
    expect(weights(trainer)).toEqual(before)
    await expect(trainer.fit(line)).resolves.toBeDefined()
  })
})

describe('snapshot and restore', () => {
  const optimizers = {
    sgd: () => sgd({ learningRate: 0.05 }),
    momentum: () => sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
    adam: () => adam(),
  }

  const make = (optimizer: () => ReturnType<typeof adam>) => {
    const model = sequential([input([2]), dense(8, { activation: relu }), dropout(0.3), dense(1)], { seed: 3 })
    return new Trainer({ model, loss: meanSquaredError(), optimizer: optimizer(), seed: 9 })
  }

  for (const [name, optimizer] of Object.entries(optimizers)) {
    it(`continue exactly: 2 + 3 epochs are 5, with ${name}, dropout and shuffling`, async () => {
      const whole = make(optimizer)
      const all = await whole.fit(line, { epochs: 5, batchSize: 3 })
      const first = make(optimizer)
      const begun = await first.fit(line, { epochs: 2, batchSize: 3 })
      const second = make(optimizer)
      second.restore(structuredClone(first.snapshot()))
      const ended = await second.fit(line, { epochs: 3, batchSize: 3 })
      expect(weights(second)).toEqual(weights(whole))
      expect(begun.loss).toEqual(all.loss.slice(0, 2))
      expect(ended).toEqual(all)
      expect(second.snapshot()).toEqual(whole.snapshot())
    })
  }

  it('continue exactly from within an epoch', async () => {
    const whole = make(optimizers.adam)
    await whole.fit(line, { epochs: 3, batchSize: 2 })
    const first = make(optimizers.adam)
    await first.fit(line, {
      epochs: 3,
      batchSize: 2,
      callbacks: [{ onBatchEnd: ({ epoch, batch, stop }) => (epoch === 1 && batch === 2 ? stop() : undefined) }],
    })
    const snapshot = structuredClone(first.snapshot())
    expect(snapshot).toMatchObject({ epoch: 1, position: { batch: 3 } })
    const second = make(optimizers.adam)
    second.restore(snapshot)
    await second.fit(line, { epochs: 2, batchSize: 2 })
    expect(second.snapshot()).toEqual(whole.snapshot())
  })

  it('continue exactly from behind the last batch of an epoch, which has to be told yet', async () => {
    const whole = make(optimizers.adam)
    await whole.fit(line, { epochs: 3, batchSize: 2 })
    const first = make(optimizers.adam)
    await first.fit(line, {
      epochs: 3,
      batchSize: 2,
      callbacks: [{ onBatchEnd: ({ epoch, batch, stop }) => (epoch === 1 && batch === 4 ? stop() : undefined) }],
    })
    const snapshot = structuredClone(first.snapshot())
    expect(snapshot).toMatchObject({ epoch: 1, position: { batch: 5 } })
    const second = make(optimizers.adam)
    second.restore(snapshot)
    const { loss } = await second.fit(line, { epochs: 2, batchSize: 2 })
    expect(loss).toEqual(whole.history.loss)
    expect(second.snapshot()).toEqual(whole.snapshot())
  })

  it('refuse a snapshot of another model or optimizer, naming all differences, and change nothing', () => {
    const trainer = lineTrainer()
    const before = trainer.snapshot()
    expect(() => trainer.restore(xorTrainer().snapshot() as never)).toThrow(
      /dense\.kernel is \[2,1\], in the snapshot \[2,10\].*dense_2\.bias is only in the snapshot.*the optimizer is sgd, in the snapshot "adam"/s,
    )
    expect(trainer.snapshot()).toEqual(before)
  })
})

describe('progressBar', () => {
  it('writes about ten plain lines when it is not in a terminal, however many epochs there are', async () => {
    const lines: string[] = []
    await lineTrainer().fit(line, { epochs: 200, callbacks: [progressBar({ write: (text) => lines.push(text) })] })
    expect(lines).toHaveLength(10)
    expect(lines[9]).toMatch(/^epoch 200\/200 {2}loss \d\.\d{4} {2}meanAbsoluteError \d\.\d{4}\n$/)
  })

  it('writes over one line in a terminal', async () => {
    const texts: string[] = []
    await lineTrainer().fit(line, { epochs: 50, callbacks: [progressBar({ write: (text) => texts.push(text), terminal: true, width: 4 })] })
    expect(texts.slice(0, -1).every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true)
    expect(texts.at(-1)).toMatch(/^\r━━━━ 50\/50 .*\n$/)
  })
})
