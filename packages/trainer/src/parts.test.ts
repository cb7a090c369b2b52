// Protects: what parts of other packages ask of the trainer beyond the usual.
import { dataset } from '@gradus/datasets'
import { dense, freeze, input, sequential, unfreeze } from '@gradus/layers'
import { binaryCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { auc, binaryAccuracy, confusionMatrix, precision } from '@gradus/metrics'
import { adam, sgd } from '@gradus/optimizers'
import { sigmoid } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { Trainer } from './index.ts'

const engines = ['compiled', 'eager', 'verify'] as const
const points = Array.from({ length: 13 }, (_, i) => [i / 6 - 1, ((i * 5) % 13) / 6 - 1])
const sorts = dataset(
  points,
  points.map(([a, b]) => [a! + b! > 0.3 ? 1 : 0]),
)

describe('a metric that needs all values', () => {
  it('is exact over batches, on every engine, in training and in evaluation', async () => {
    const results = []
    for (const engine of engines) {
      const model = sequential([input([2]), dense(1, { activation: sigmoid })], { seed: 4 })
      const trainer = new Trainer({
        model,
        loss: binaryCrossEntropy(),
        optimizer: sgd({ learningRate: 0 }),
        metrics: [auc(), binaryAccuracy(), precision()],
        engine,
      })
      const history = await trainer.fit(sorts, { epochs: 2, batchSize: 4 })
      const whole = await trainer.evaluate(sorts)
      const parts = await trainer.evaluate(sorts, { batchSize: 3 })
      expect([history.auc[0], history.auc[1], parts.auc]).toEqual([whole.auc, whole.auc, whole.auc])
      expect(history.binaryAccuracy[0]).toBe(whole.binaryAccuracy)
      results.push(history)
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  it('a confusion matrix is refused, for a history holds numbers', () => {
    const model = sequential([input([2]), dense(3)])
    const loss = sparseCategoricalCrossEntropy({ fromLogits: true })
    // @ts-expect-error its value is a matrix
    expect(() => new Trainer({ model, loss, optimizer: sgd(), metrics: [confusionMatrix({ classes: 3 })] })).toThrow(
      /the metric confusionMatrix is no single number.*streaming\(\)/,
    )
  })
})

describe('a loss that ignores targets', () => {
  it('is measured the same whatever the batches', async () => {
    const classes = dataset(
      points,
      Int32Array.from(points, (_, i) => (i % 4 === 3 ? -1 : i % 3)),
    )
    for (const engine of engines) {
      const model = sequential([input([2]), dense(3)], { seed: 1, dtype: 'float64' })
      const loss = sparseCategoricalCrossEntropy({ fromLogits: true, ignoreIndex: -1, classWeights: [1, 2, 0.5] })
      const trainer = new Trainer({ model, loss, optimizer: sgd({ learningRate: 0 }), engine })
      const whole = await trainer.evaluate(classes)
      for (const batchSize of [1, 4, 5]) expect((await trainer.evaluate(classes, { batchSize })).loss).toBeCloseTo(whole.loss, 12)
      const history = await trainer.fit(classes, { batchSize: 3, shuffle: false })
      expect(history.loss[0]).toBeCloseTo(whole.loss, 12)
      expect(history.warnings).toEqual([])
    }
  })

  it('has the loss 0 and no gradient where all are ignored', async () => {
    const model = sequential([input([2]), dense(3)])
    const trainer = new Trainer({ model, loss: sparseCategoricalCrossEntropy({ fromLogits: true, ignoreIndex: -1 }), optimizer: sgd() })
    const before = trainer.snapshot().parameters
    const { loss } = await trainer.fit(dataset(points, new Int32Array(13).fill(-1)))
    expect(loss).toEqual([0])
    expect(trainer.snapshot().parameters).toEqual(before)
  })
})

describe('parameters that are frozen', () => {
  it('and thawed later, get what the optimizer remembers of them, and train', async () => {
    const results = []
    for (const engine of engines) {
      const model = sequential([input([2]), dense(3, { activation: sigmoid, trainable: false }), dense(1)], { seed: 2 })
      const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: adam({ learningRate: 0.05 }), engine })
      const start = trainer.snapshot().parameters
      await trainer.fit(sorts, { epochs: 2, batchSize: 5 })
      expect(trainer.snapshot().parameters['dense.kernel']).toEqual(start['dense.kernel'])
      unfreeze(model)
      await trainer.fit(sorts, { epochs: 2, batchSize: 5 })
      expect(trainer.snapshot().parameters['dense.kernel']).not.toEqual(start['dense.kernel'])
      freeze(model, (name) => name.startsWith('dense_1'))
      const { parameters } = trainer.snapshot()
      await trainer.fit(sorts, { epochs: 1, batchSize: 5 })
      expect(trainer.snapshot().parameters['dense_1.kernel']).toEqual(parameters['dense_1.kernel'])
      results.push(trainer.snapshot())
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })
})

describe('accumulated gradients', () => {
  it('of batches of any sizes are those of one batch of all their samples', async () => {
    const run = async (batchSize: number, accumulationSteps: number) => {
      const model = sequential([input([2]), dense(4, { activation: sigmoid }), dense(1)], { seed: 2, dtype: 'float64' })
      const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: adam({ learningRate: 0.05 }), accumulationSteps })
      await trainer.fit(sorts, { epochs: 5, batchSize, shuffle: false })
      return trainer.snapshot()
    }
    const [large, small] = [await run(12, 1), await run(4, 3)]
    expect(small.optimizer.step).toBe(large.optimizer.step)
    for (const [name, { data }] of Object.entries(large.parameters)) {
      for (const [i, value] of data.entries()) expect(small.parameters[name]!.data[i]).toBeCloseTo(value, 12)
    }
  })

  it('of a loss that is a sum are added up as they are, on every engine', async () => {
    const run = async (batchSize: number, accumulationSteps: number, engine: (typeof engines)[number]) => {
      const model = sequential([input([2]), dense(4, { activation: sigmoid }), dense(1)], { seed: 2, dtype: 'float64' })
      const loss = meanSquaredError({ reduction: 'sum' })
      const trainer = new Trainer({ model, loss, optimizer: sgd({ learningRate: 0.01 }), accumulationSteps, engine })
      await trainer.fit(sorts, { epochs: 5, batchSize, shuffle: false })
      return trainer.snapshot().parameters
    }
    const large = await run(12, 1, 'eager')
    for (const engine of engines) {
      const small = await run(4, 3, engine)
      for (const [name, { data }] of Object.entries(large)) {
        for (const [i, value] of data.entries()) expect(small[name]!.data[i]).toBeCloseTo(value, 12)
      }
    }
  })

  it.each([0, -1, 1.5, '2'])('refuse %s steps', (accumulationSteps) => {
    const model = sequential([input([2]), dense(1)])
    expect(
      () => new Trainer({ model, loss: meanSquaredError(), optimizer: sgd(), accumulationSteps: accumulationSteps as number }),
    ).toThrow(/Trainer: accumulationSteps must be an integer >= 1/)
  })
})

describe('weights', () => {
  const trainer = () => new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
  const targets = sorts.targets

  it.each([
    [{ sampleWeights: [1, 2] }, 'shape', /weights have shape \[2\], expected \[13\]/],
    [{ sampleWeights: Array(13).fill(-1) }, 'range', /weights: item \[0\] is -1/],
    [{ sampleWeights: Array(13).fill(0) }, 'range', /weights are all 0/],
    [{ classWeights: [1] }, 'range', /classWeights has 1 numbers for 2 classes/],
    [{ classWeights: [1, -2] }, 'range', /classWeights\[1\] must be/],
    [{ classWeights: [0, 0] }, 'range', /classWeights are all 0/],
    [{ classWeights: { 0: 1 } }, 'type', /classWeights must be an array/],
    [{ validationEvery: 0 }, 'range', /validationEvery must be an integer >= 1/],
    [{ untilEpoch: 3, epochs: 2 }, 'state', /give epochs or untilEpoch, not both/],
  ])('%o is refused, and nothing changes', async (options, code, message) => {
    const one = trainer()
    const before = one.snapshot()
    const error = await one.fit(sorts.inputs, targets, options as never).catch((e: unknown) => e)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(one.snapshot()).toEqual(before)
  })

  it('of samples belong to a dataset where there is one', async () => {
    await expect(trainer().fit(sorts, { sampleWeights: Array(13).fill(1) })).rejects.toThrow(/a dataset has its own weights/)
    await expect(
      trainer().fit(
        dataset(
          points,
          points.map(() => [2]),
        ),
        { classWeights: [1, 2] },
      ),
    ).rejects.toThrow(/the target of a sample is no class/)
  })

  it('of classes are refused where a sample has many', async () => {
    const model = sequential([input([2, 2]), dense(3)])
    const one = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd() })
    const images = { data: new Float32Array(8), shape: [2, 2, 2] } as const
    const targets = { data: new Float32Array(12), shape: [2, 2, 3] } as const
    await expect(one.fit(images as never, targets as never, { classWeights: [1, 2, 3] })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^fit: classWeights need one class per sample, targets have shape \[2,3\]; give sampleWeights/),
    })
  })

  it('of one-hot classes are found by the position of the 1', async () => {
    const model = () => sequential([input([2]), dense(3)], { seed: 3 })
    const oneHot = points.map((_, i) => [0, 1, 2].map((k) => (k === i % 3 ? 1 : 0)))
    const run = async (options: object) => {
      const one = new Trainer({ model: model(), loss: meanSquaredError(), optimizer: sgd() })
      await one.fit(points as never, oneHot as never, { ...options, shuffle: false })
      return one.snapshot().parameters
    }
    expect(await run({ classWeights: [1, 2, 3] })).toEqual(await run({ sampleWeights: points.map((_, i) => (i % 3) + 1) }))
  })
})

describe('validationEvery', () => {
  it('validates after every so many epochs', async () => {
    const one = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
    const seen: boolean[] = []
    const history = await one.fit(sorts, {
      epochs: 7,
      validationData: sorts,
      validationEvery: 3,
      callbacks: [{ onEpochEnd: ({ logs }) => void seen.push(logs.validation !== undefined) }],
    })
    expect(seen).toEqual([false, false, true, false, false, true, false])
    expect(history.validation!.loss).toHaveLength(2)
  })
})

describe('dropRemainder', () => {
  it('leaves out a last batch that is smaller', async () => {
    const one = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
    const sizes: number[] = []
    const callbacks = [{ onBatchEnd: ({ size }: { size: number }) => void sizes.push(size) }]
    await one.fit(sorts, { epochs: 2, batchSize: 4, dropRemainder: true, callbacks })
    expect(sizes).toEqual([4, 4, 4, 4, 4, 4])
    await expect(one.fit(sorts, { batchSize: 20, dropRemainder: true })).rejects.toThrow(/^fit: dropRemainder leaves no batch: 13 samples/)
    await expect(one.fit(sorts, { dropRemainder: 1 as never })).rejects.toThrow(/^fit: dropRemainder must be/)
  })
})

describe('trial', () => {
  it('leaves no trace, in whatever state the trainer was', async () => {
    const one = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: adam() })
    await one.fit(sorts, {
      epochs: 2,
      batchSize: 4,
      callbacks: [{ onBatchEnd: ({ epoch, batch, stop }) => (epoch + batch === 3 ? stop() : undefined) }],
    })
    const before = one.snapshot()
    const { history } = one
    await one.trial(() => one.fit(sorts, { epochs: 5, batchSize: 2 }))
    await expect(one.trial(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    await expect((async () => one.trial(7 as never))()).rejects.toMatchObject({
      code: 'type',
      message: 'trial: expected a function, got 7',
    })
    expect(one.snapshot()).toEqual(before)
    expect(one.history).toBe(history)
  })
})
