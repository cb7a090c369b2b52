import { type Batch, type Batches, dataset, xor } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy, defineLoss, meanSquaredError } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam, sgd } from '@gradus/optimizers'
import { multiply, sigmoid, sqrt, subtract, type Tensor, tensor, zeros } from '@gradus/tensor'
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
  ['4 inputs, 3 targets', (t) => t.fit(x, y.slice(1)), 'shape', /^fit: 4 inputs, 3 targets/],
  ['ragged inputs', (t) => t.fit([[1, 2], [3]], y), 'shape', /^fit: inputs: ragged: item \[1\] has length 1, expected 2/],
  [
    'a target in the last batch that the loss cannot compare',
    (t) => t.fit(x, [[0], [1], [1], [-1]], { batchSize: 1, shuffle: false }),
    'range',
    /^fit: binaryCrossEntropy: target\[3,0\] = -1 out of range \[0,1\]; targets are 0 and 1/,
  ],
  [
    'such a target in the validation data',
    (t) => t.fit(x, y, { validationData: [[[0, 0]], [[2]]] }),
    'range',
    /^fit: validationData: binaryCrossEntropy: target\[0,0\] = 2 out of range/,
  ],
  ['null for options', (t) => t.fit(x, y, null), 'type', /^fit: options must be an object, got null$/],
  ['null for options beside a dataset', (t) => t.fit(xor(), null), 'type', /^fit: options must be an object, got null$/],
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
  ['null for a signal', (t) => t.fit(x, y, { signal: null }), 'type', /signal must be an AbortSignal, got null/],
  ['half a signal', (t) => t.fit(x, y, { signal: { aborted: false } }), 'type', /signal must be an AbortSignal, got an Object/],
  ['evaluate with other shapes', (t) => t.evaluate([[1]], [[1]]), 'shape', /evaluate: inputs have shape \[\*,1\]/],
  ['evaluate with batchSize 0', (t) => t.evaluate(x, y, { batchSize: 0 }), 'range', /evaluate: batchSize/],
  ['predict with another width', (t) => t.predict([[1, 2, 3]]), 'shape', /predict: x has shape \[1,3\], the model expects \[\*,2\]/],
  ['predict with NaN', (t) => t.predict([[1, Number.NaN]]), 'range', /predict: element 1 of x is NaN/],
  ['predict of a dataset', (t) => t.predict(xor()), 'type', /^predict: x is a dataset; pass its inputs, as in predict\(data\.inputs\)$/],
  ['predict of one sample', (t) => t.predict([1, 2]), 'shape', /x has shape \[2\], .*; one sample is a batch too: put it into an array$/],
  ['a gate that was not called', (t) => t.fit(xor), 'type', /^fit: x must be .*, got function xor; call it for its data, as in xor\(\)$/],
  ['targets without their axis, as a list', (t) => t.fit(x, [0, 1, 1, 0]), 'shape', /; write \[\[0\], \[1\]\] for \[0, 1\]$/],
  ['predict of nothing', (t) => t.predict(), 'type', /^predict: x: the value is undefined, expected/],
  ['predict with ragged arrays', (t) => t.predict([[1, 2], [3]]), 'shape', /^predict: x: ragged: item \[1\] has length 1, expected 2/],
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

  it.each<[what: string, change: (batch: Batch) => object, code: string, message: RegExp]>([
    ['weights of NaN', ({ size }) => ({ weights: weightsOf(size, Number.NaN) }), 'range', /the weight of sample 0 of a batch is NaN, expected a finite/],
    ['negative weights', ({ size }) => ({ weights: weightsOf(size, -1) }), 'range', /the weight of sample 0 of a batch is -1, expected a finite/],
    ['too few weights', ({ size }) => ({ weights: weightsOf(size - 1, 1) }), 'shape', /a batch of 4 samples has 3 weights/],
    ['too few values', ({ inputs }) => ({ inputs: { ...inputs, data: inputs.data.slice(1) } }), 'shape', /^fit: a batch has 7 values for shape \[4,2\]$/],
  ])('find %s in batches that somebody else makes', async (_, change, code, message) => {
    const data = xor()
    const nextBatch = (batches: Batches) => {
      const batch = batches.nextBatch()
      return batch && { ...batch, ...change(batch as Batch) }
    }
    const batches = (options: object) => {
      const own = data.batches(options)
      return { snapshot: () => own.snapshot(), batchSize: own.batchSize, batchesPerEpoch: own.batchesPerEpoch, batch: 0, epoch: 0, nextBatch: () => nextBatch(own as Batches) }
    }
    const hidden = { ...pick(data), batches }
    const trainer = new Trainer(parts())
    const before = trainer.snapshot().parameters
    const error = await trainer.fit(hidden as never, { shuffle: false }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'GradusError', code, message: expect.stringMatching(message) })
    expect(trainer.snapshot().parameters).toEqual(before)
  }) // biome-ignore format: as a table

  it('refuse to split, and to train on, what has no samples at hand', async () => {
    const data = xor()
    const hidden = { ...pick(data), batches: (options: object) => data.batches(options) }
    await expect(new Trainer(parts()).fit(hidden as never, { validationSplit: 0.5 })).rejects.toMatchObject({
      code: 'unsupported',
      message: 'fit: dataset "xor" cannot be split; pass validationData',
    })
    await expect(new Trainer(parts()).fit({ ...hidden, size: 0 } as never)).rejects.toMatchObject({
      code: 'range',
      message: 'fit: dataset "xor" has no samples',
    })
  })
})

const weightsOf = (size: number, weight: number) => ({ data: new Float32Array(size).fill(weight), shape: [size], dtype: 'float32' })

function pick({ name, displayName, size, layout, inputShape, targetShape }: ReturnType<typeof dataset>) {
  return { name, displayName, size, layout, inputShape, targetShape }
}

describe('Trainer', () => {
  const cases: [name: string, change: object, code: string, message: RegExp][] = [
    ['no model', { model: undefined }, 'type', /Trainer: model must have forward and parameters, got undefined/],
    ['a factory instead of an optimizer', { optimizer: adam }, 'type', /optimizer must have initialize and update.*call the factory/],
    [
      'a factory instead of a loss',
      { loss: meanSquaredError },
      'type',
      /loss must have perSample.*call the factory, as in meanSquaredError\(\)$/,
    ],
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
    ['metrics that are no list', { metrics: binaryAccuracy() }, 'type', /Trainer: metrics must be an array, got an Object/],
    [
      'a model without shapes',
      { model: { forward: () => tensor([1]), parameters: () => parts().model.parameters() } },
      'type',
      /the model's inputShape must be an array of sizes, got undefined/,
    ],
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

describe('Trainer without parts', () => {
  it.each([
    [undefined, 'Trainer: model must have forward and parameters, got undefined'],
    [null, 'Trainer: options must be an object, got null'],
    [parts().model, 'Trainer: options must be an object, got a SequentialModel'],
  ])('is refused: %#', (options, message) => {
    expect(() => new Trainer(options as never)).toThrow(expect.objectContaining({ code: 'type', message }))
  })
})

describe('gradients that are not finite under a finite loss', () => {
  const root = () => ({
    ...parts(),
    loss: defineLoss({
      name: 'root',
      expects: 'values',
      target: 'likePrediction',
      elements: (prediction, target) => sqrt(multiply(subtract(prediction, prediction), target)) as Tensor,
    }),
  })

  it('stop the training, say where they come from, and change no weight', async () => {
    const trainer = new Trainer(root())
    const { parameters } = trainer.snapshot()
    await expect(trainer.fit(x as never, y as never)).rejects.toMatchObject({
      code: 'range',
      message: expect.stringMatching(
        /^fit: epoch 0, batch 0: sgd: the gradient of dense\.kernel is not finite; nothing was changed \(element 0 of shape \[2,1\] is NaN\); sqrt is the first operation whose gradient is not finite/,
      ),
    })
    expect(trainer.snapshot().parameters).toEqual(parameters)
    expect(trainer.history.stopped).toBe('diverged')
  })
})

describe('restore', () => {
  const whole = () => new Trainer({ ...parts(), optimizer: adam() }).snapshot()
  type Loose = { [key: string]: Loose }
  const changed = (change: (snapshot: Loose) => void) => {
    const snapshot = structuredClone(whole())
    change(snapshot as never)
    return snapshot
  }
  const rows: [name: string, snapshot: unknown, code: string, message: RegExp][] = [
    ['undefined', undefined, 'type', /^restore: expected what snapshot\(\) gave, got undefined$/],
    ['an empty object', {}, 'state', /^restore: the snapshot has version undefined, this reads version 1$/],
    ['a newer version', { version: 2 }, 'state', /version 2, this reads version 1$/],
    ['only a version', { version: 1 }, 'type', /the snapshot's parameters must be an object, got undefined/],
    ['no optimizer', changed((s) => delete s.optimizer), 'type', /the snapshot's optimizer must be an object, got undefined/],
    ['epochs in words', changed((s) => Object.assign(s, { epoch: 'two' })), 'type', /epoch must be an integer >= 0, got "two"/],
    [
      'a step before the first',
      changed((s) => Object.assign(s.optimizer!, { step: -1 })),
      'range',
      /optimizer's step must be an integer >= 0/,
    ],
    [
      'too few numbers in the last parameter',
      changed((s) => Object.assign(s.parameters!['dense.bias']!, { data: new Float32Array(0) })),
      'state',
      /dense\.bias cannot be read \(tensor: 0 values, shape \[1\] needs 1\)/,
    ],
    [
      'numbers as a list',
      changed((s) => Object.assign(s.parameters!, { 'dense.bias': [1] })),
      'state',
      /dense\.bias is \[1\] in the snapshot/,
    ],
    [
      'a slot of another shape',
      changed((s) => Object.assign(s.optimizer!.slots!['dense.kernel']!, { mean: { data: new Float32Array(2), shape: [1, 2] } })),
      'state',
      /dense\.kernel's mean is \[2,1\], in the snapshot \[1,2\]/,
    ],
    [
      'a generator of words',
      changed((s) => Object.assign(s, { random: 'numpy' })),
      'type',
      /^restore: the snapshot's random must be an object, got "numpy"/,
    ],
  ]

  it.each(rows)('refuses %s and changes nothing', (_, snapshot, code, message) => {
    const trainer = new Trainer({ ...parts(), optimizer: adam(), seed: 7 })
    const before = trainer.snapshot()
    expect(() => trainer.restore(snapshot as never)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
    expect(trainer.snapshot()).toEqual(before)
  })
})

describe('a callback', () => {
  it.each([
    ['an Error', new Error('boom'), /onEpochEnd of callback 0 failed: boom$/],
    ['text', 'boom', /failed: "boom"$/],
    ['nothing', undefined, /failed: undefined$/],
    ['what has no text', Object.create(null), /failed: an object without prototype$/],
  ])('may throw %s', async (_, thrown, message) => {
    const onEpochEnd = () => {
      throw thrown
    }
    const error = await new Trainer(parts()).fit(x as never, y as never, { callbacks: [{ onEpochEnd }] }).catch((e) => e)
    expect(error).toMatchObject({ code: 'state', message: expect.stringMatching(message), cause: thrown })
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
