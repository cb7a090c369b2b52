import { dataset, xor } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy, meanSquaredError } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam, sgd } from '@gradus/optimizers'
import { sigmoid, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { progressBar, Trainer } from './index.ts'

const parts = () => ({
  model: sequential([input([2]), dense(1, { activation: sigmoid })]),
  loss: binaryCrossEntropy(),
  optimizer: sgd(),
  metrics: [binaryAccuracy()],
})

const x = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]
const y = [[0], [1], [1], [0]]

type AnyTrainer = { [Method in 'fit' | 'evaluate' | 'predict']: (...args: unknown[]) => Promise<unknown> }

/** What is called, the code, and the parts of the message. Each is a rejected promise after which nothing has changed. */
const calls: [name: string, call: (trainer: AnyTrainer) => Promise<unknown>, code: string, message: RegExp][] = [
  ['4 inputs, 3 targets', (t) => t.fit(x, y.slice(1)), 'shape', /4 inputs, 3 targets/],
  ['no rows', (t) => t.fit([], []), 'range', /at least one sample/],
  ['no targets', (t) => t.fit(x), 'type', /fit: y is missing/],
  ['null', (t) => t.fit(null, y), 'type', /fit: x must be arrays, a tensor or a dataset, got null/],
  [
    'NaN in x',
    (t) =>
      t.fit(
        [
          [0, 0],
          [0, 1],
          [1, Number.NaN],
          [1, 1],
        ],
        y,
      ),
    'range',
    /fit: x\[2,1\] is NaN/,
  ],
  ['Infinity in y', (t) => t.fit(x, [[0], [1], [Number.POSITIVE_INFINITY], [0]]), 'range', /fit: y\[2\] is Infinity/],
  ['NaN in a dataset', (t) => t.fit(dataset([[0, Number.NaN]], [[1]])), 'range', /fit: x\[0,1\] is NaN/],
  ['inputs of another width', (t) => t.fit(zeros([4, 3]), y), 'shape', /fit: inputs have shape \[\*,3\], the model expects \[\*,2\]/],
  ['targets without their axis', (t) => t.fit(x, [0, 1, 1, 0]), 'shape', /targets have shape \[\*\], binaryCrossEntropy expects \[\*,1\]/],
  ['features first', (t) => t.fit(xor().featuresFirst()), 'shape', /layout featuresFirst, expected samplesFirst; use its samplesFirst\(\)/],
  ['targets beside a dataset', (t) => t.fit(xor(), y), 'type', /a dataset has its own targets/],
  ['epochs −1', (t) => t.fit(x, y, { epochs: -1 }), 'range', /epochs must be an integer >= 0, got -1/],
  ['epochs 1.5', (t) => t.fit(x, y, { epochs: 1.5 }), 'range', /epochs must be an integer/],
  ['epochs "3"', (t) => t.fit(x, y, { epochs: '3' }), 'type', /epochs must be an integer >= 0, got "3"/],
  ['batchSize 0', (t) => t.fit(x, y, { batchSize: 0 }), 'range', /batchSize must be an integer >= 1, got 0/],
  ['batchSize 2.5', (t) => t.fit(x, y, { batchSize: 2.5 }), 'range', /batchSize must be an integer >= 1, got 2.5/],
  ['an unknown option', (t) => t.fit(x, y, { epoch: 3 }), 'type', /unknown option "epoch"; did you mean epochs\?/],
  ['shuffle "yes"', (t) => t.fit(x, y, { shuffle: 'yes' }), 'type', /shuffle must be true, false or a random generator/],
  [
    'validation data of another width',
    (t) => t.fit(x, y, { validationData: [[[1]], [[1]]] }),
    'shape',
    /validationData: inputs have shape \[\*,1\], the model expects \[\*,2\]/,
  ],
  ['validationSplit 1', (t) => t.fit(x, y, { validationSplit: 1 }), 'range', /validationSplit must be a finite number in \(0, 1\)/],
  ['validationSplit that leaves nothing', (t) => t.fit(x, y, { validationSplit: 0.01 }), 'range', /validation would be empty/],
  ['both validations', (t) => t.fit(x, y, { validationSplit: 0.5, validationData: xor() }), 'state', /not both/],
  ['callbacks without parts', (t) => t.fit(x, y, { callbacks: [{ onEpoch: () => {} }] }), 'type', /callback 0 has none of onTrainBegin/],
  [
    'a callback that is no function',
    (t) => t.fit(x, y, { callbacks: [{ onEpochEnd: 3 }] }),
    'type',
    /onEpochEnd of callback 0 must be a function/,
  ],
  ['a signal that is none', (t) => t.fit(x, y, { signal: {} }), 'type', /signal must be an AbortSignal/],
  ['evaluate with other shapes', (t) => t.evaluate([[1]], [[1]]), 'shape', /evaluate: inputs have shape \[\*,1\]/],
  ['evaluate with batchSize 0', (t) => t.evaluate(x, y, { batchSize: 0 }), 'range', /evaluate: batchSize/],
  ['predict with another width', (t) => t.predict([[1, 2, 3]]), 'shape', /predict: x has shape \[1,3\], the model expects \[\*,2\]/],
  ['predict with NaN', (t) => t.predict([[1, Number.NaN]]), 'range', /predict: element 1 of x is NaN/],
  ['predict with ragged arrays', (t) => t.predict([[1, 2], [3]]), 'shape', /ragged: item \[1\] has length 1, expected 2/],
]

describe('fit, evaluate and predict', () => {
  it.each(calls)('refuse %s', async (_, call, code, message) => {
    const trainer = new Trainer(parts())
    const before = trainer.snapshot()
    const error = await call(trainer as unknown as AnyTrainer).catch((e) => e)
    expect(error).toBeInstanceOf(GradusError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(trainer.snapshot()).toEqual(before)
  })

  it('take a batchSize above the number of samples as one batch', async () => {
    const sizes: number[] = []
    await new Trainer(parts()).fit(x, y, {
      batchSize: 1000,
      callbacks: [{ onBatchEnd: ({ size }: { size: number }) => void sizes.push(size) }],
    } as never)
    expect(sizes).toEqual([4])
  })

  it('refuse a second training of the same model at once, also by another trainer', async () => {
    const shared = parts()
    const [first, second] = [new Trainer(shared), new Trainer(shared)]
    const running = first.fit(x, y, {
      epochs: 3,
      callbacks: [{ onEpochEnd: () => new Promise((resolve) => setTimeout(resolve, 1)) }],
    } as never)
    for (const trainer of [first, second]) {
      await expect(trainer.fit(x as never, y as never)).rejects.toMatchObject({
        code: 'state',
        message: expect.stringMatching(/already training/),
      })
    }
    expect(() => first.restore(first.snapshot())).toThrow(/already training/)
    await expect(running).resolves.toMatchObject({ epochs: 3 })
    await expect(second.fit(x as never, y as never)).resolves.toMatchObject({ epochs: 1 })
  })

  it('find NaN in batches of a dataset that cannot be looked at before', async () => {
    const bad = dataset(
      [
        [0, 0],
        [Number.NaN, 1],
      ],
      [[0], [1]],
    )
    const hidden = { ...pick(bad), batches: (options: object) => bad.batches(options) }
    await expect(new Trainer(parts()).fit(hidden as never, { shuffle: false })).rejects.toMatchObject({
      code: 'range',
      message: expect.stringMatching(/x\[1,0\] is NaN/),
    })
  })
})

function pick({ name, displayName, size, layout, inputShape, targetShape }: ReturnType<typeof dataset>) {
  return { name, displayName, size, layout, inputShape, targetShape }
}

describe('Trainer', () => {
  const cases: [name: string, change: object, code: string, message: RegExp][] = [
    ['no model', { model: undefined }, 'type', /Trainer: model must have forward and parameters, got undefined/],
    ['a factory instead of an optimizer', { optimizer: adam }, 'type', /optimizer must have initialize and update.*call the factory/],
    ['a factory instead of a loss', { loss: meanSquaredError }, 'type', /loss must have perSample.*call the factory/],
    ['a loss that is not reduced', { loss: binaryCrossEntropy({ reduction: 'none' }) }, 'state', /reduction 'none'/],
    ['two metrics of one name', { metrics: [binaryAccuracy(), binaryAccuracy()] }, 'state', /metric name "binaryAccuracy" is taken/],
    [
      'a model without parameters',
      { model: { forward: () => tensor([1]), parameters: () => new Map() } },
      'state',
      /no trainable parameters/,
    ],
    ['an unknown option', { metric: [] }, 'type', /unknown option "metric"; did you mean metrics\?/],
    ['a seed that is none', { seed: -1 }, 'range', /seed/],
  ]

  it.each(cases)('refuses %s', (_, change, code, message) => {
    expect(() => new Trainer({ ...parts(), ...change } as never)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })

  it('names parameters on which the loss does not depend', async () => {
    const { model } = parts()
    const unused = { tensor: tensor([1], { requiresGradient: true }), trainable: true }
    const odd = { ...model, forward: model.forward.bind(model), parameters: () => new Map([...model.parameters(), ['ghost', unused]]) }
    Object.setPrototypeOf(odd, model)
    const trainer = new Trainer({ ...parts(), model: odd as never })
    await expect(trainer.fit(x as never, y as never)).rejects.toMatchObject({
      code: 'state',
      message: expect.stringMatching(/does not depend on ghost/),
    })
  })
})

describe('progressBar', () => {
  it.each([
    [undefined, /write must be a function, got undefined/],
    [{ write: 3 }, /write must be a function, got 3/],
    [{ write: () => {}, width: 0 }, /width must be an integer >= 1, got 0/],
    [{ write: () => {}, colour: true }, /unknown option "colour"/],
  ])('refuses %o', (options, message) => {
    expect(() => progressBar(options as never)).toThrow(message)
  })
})
