import { type Batch, blobs, type Dataset, moons, xor } from '@gradus/datasets'
import { activation, dense, initializers, input, type Layer, sequential } from '@gradus/layers'
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam, sgd } from '@gradus/optimizers'
import { detach, relu, sigmoid, softmax, type Tensor, tanh } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { type Callback, type TrainError, Trainer, trainingDoctor } from '../index.ts'
import { examine } from './__tests__/examine.ts'

const binary = binaryCrossEntropy()
const small = (seed = 0) => sequential([input([2]), dense(8, { activation: relu }), dense(1, { activation: sigmoid })], { seed })

describe('the bits', () => {
  const make = (engine: 'compiled' | 'eager' = 'compiled', accumulationSteps = 1) =>
    new Trainer({ model: small(), loss: binary, optimizer: adam({ learningRate: 0.01 }), engine, accumulationSteps })

  it.each([
    ['compiled', 1],
    ['eager', 1],
    ['compiled', 3],
  ] as const)('are those of a training without a doctor: %s, an update after %i batches', async (engine, steps) => {
    const [plain, watched] = [make(engine, steps), make(engine, steps)]
    const options = { epochs: 30, batchSize: 8 }
    await plain.fit(moons(60, { seed: 1 }), options)
    await watched.fit(moons(60, { seed: 1 }), { ...options, callbacks: [trainingDoctor()] })
    expect(watched.snapshot()).toEqual(plain.snapshot())
  })

  it('are so where a training goes on, whoever watches which half', async () => {
    const data = moons(60, { seed: 1 })
    const through = make()
    await through.fit(data, { epochs: 20, batchSize: 8 })
    for (const [first, second] of [
      [[trainingDoctor()], []],
      [[], [trainingDoctor()]],
      [[trainingDoctor()], [trainingDoctor()]],
    ] as const) {
      const half = make()
      await half.fit(data, { epochs: 10, batchSize: 8, callbacks: first })
      const resumed = make()
      resumed.restore(half.snapshot())
      await resumed.fit(data, { epochs: 10, batchSize: 8, callbacks: second })
      expect(resumed.snapshot()).toEqual(through.snapshot())
    }
  })
})

describe('what is found', () => {
  it('is told once for each code and place, in a training that goes on too', async () => {
    const lines: string[] = []
    const doctor = trainingDoctor({ write: (text) => lines.push(text) })
    const make = () => new Trainer({ model: small(), loss: binary, optimizer: sgd({ learningRate: 0 }) })
    const trainer = make()
    await trainer.fit(xor(), { epochs: 20, callbacks: [doctor] })
    const resumed = make()
    resumed.restore(trainer.snapshot())
    const { diagnosis } = await resumed.fit(xor(), { epochs: 20, callbacks: [doctor] })
    expect(diagnosis).toMatchObject([{ code: 'noUpdate', epoch: 19 }])
    expect(lines).toEqual([`doctor: ${diagnosis[0]!.message} (noUpdate, epoch 19)\n`])
  })

  it('belongs to the training it was found in', async () => {
    const doctor = trainingDoctor()
    const trainer = new Trainer({ model: small(), loss: binary, optimizer: sgd({ learningRate: 0 }) })
    expect((await trainer.fit(xor(), { epochs: 20, callbacks: [doctor] })).diagnosis).toMatchObject([{ code: 'noUpdate', epoch: 19 }])
    expect((await trainer.fit(xor(), { epochs: 20, callbacks: [doctor] })).diagnosis).toMatchObject([{ code: 'noUpdate', epoch: 39 }])
  })

  it('is left out where it is to be ignored', async () => {
    const { found, text } = await examine(
      { model: small(), loss: binary, optimizer: sgd({ learningRate: 0 }) },
      xor(),
      { epochs: 20 },
      { ignore: ['noUpdate'] },
    )
    expect([found, text]).toEqual([[], ''])
  })

  it('names where a loss stops being finite, and that the weights were restored', async () => {
    const model = sequential([input([2]), dense(4), dense(1)])
    const { found, error } = await examine({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 1e12 }) }, xor(), {
      epochs: 20,
    })
    expect(found.map(({ code }) => code)).toEqual(['learningRateTooLarge', 'diverged'])
    expect(found[1]).toMatchObject({
      where: expect.stringMatching(/^(dense(_1)?|the loss)$/),
      message: error!.message.replace(/^fit: /, ''),
    })
    expect(found[1]!.message).toMatch(/last finite loss \S+; the weights that gave it were restored/)
  })

  it('is a layer that detaches what it is given', async () => {
    const cut: Layer = { kind: 'cut', outputShapeFor: (shape) => shape, forward: (x) => detach(x) }
    const model = sequential([input([2]), dense(4, { activation: tanh }), cut, dense(1, { activation: sigmoid })])
    const { found, error } = await examine({ model, loss: binary }, xor())
    expect(found).toMatchObject([
      { code: 'noGradient', where: 'dense.kernel' },
      { code: 'noGradient', where: 'dense.bias' },
    ])
    expect(error!.message).toMatch(/does not depend on dense\.kernel, dense\.bias/)
  })

  it('is a learning rate that is too small', async () => {
    const { codes, found } = await examine({ model: small(), loss: binary, optimizer: sgd({ learningRate: 1e-6 }) }, xor(), { epochs: 50 })
    expect(codes).toEqual(['learningRateTooSmall'])
    expect(found[0]!.message).toMatch(
      /^50 updates moved no table of weights by more than \S+ of its size at a learning rate of 0\.000001; /,
    )
  })

  it('are weights that all begin at 0', async () => {
    const zeros = () => ({ kernelInitializer: initializers.zeros() })
    const model = sequential([input([2]), dense(4, { activation: tanh, ...zeros() }), dense(1, { activation: sigmoid, ...zeros() })])
    const { codes } = await examine({ model, loss: binary }, xor(), { epochs: 50 })
    expect(codes).toContain('noGradient')
  })

  it('is a last activation that does not fit', async () => {
    const three = blobs(60, {
      centers: [
        [0, 1],
        [2, -1],
        [-2, -1],
      ],
      seed: 1,
    })
    const oneHot = blobs(60, {
      centers: [
        [0, 1],
        [2, -1],
        [-2, -1],
      ],
      seed: 1,
      targets: 'oneHot',
    })
    const ending = (units: number, act?: (x: Tensor) => Tensor) =>
      sequential([input([2]), dense(units), ...(act ? [activation(act as typeof relu)] : [])] as never)
    const said = async (model: unknown, loss: unknown, data: unknown) => {
      const { found } = await examine({ model, loss }, data)
      return found.filter(({ code }) => code === 'lossMismatch' || code === 'unreachableTargets').map(({ message }) => message)
    }
    const onlyRight = expect.stringMatching(/only rewards the probability of the right class, and sigmoid/)
    expect(await said(ending(3, sigmoid), sparseCategoricalCrossEntropy(), three)).toEqual([onlyRight])
    expect(await said(ending(3, sigmoid), categoricalCrossEntropy(), oneHot)).toEqual([onlyRight])
    expect(await said(ending(3, sigmoid), binaryCrossEntropy(), oneHot)).toEqual([])
    expect(await said(ending(3, sigmoid), meanSquaredError(), oneHot)).toEqual([])
    expect(await said(ending(1, softmax), binaryCrossEntropy(), xor())).toEqual([
      expect.stringMatching(/^softmax over one unit is always 1/),
    ])
    expect(await said(ending(1, sigmoid), binaryCrossEntropy({ fromLogits: true }), xor())).toEqual([
      expect.stringMatching(/^binaryCrossEntropy expects logits/),
    ])
    expect(await said(ending(1), binaryCrossEntropy({ fromLogits: true }), xor())).toEqual([])
  })

  it('are targets beyond the last activation, and on another scale', async () => {
    const x = Array.from({ length: 20 }, (_, i) => [i / 10 - 1])
    const trainer = new Trainer({
      model: sequential([input([1]), dense(1, { activation: tanh })]),
      loss: meanSquaredError(),
      optimizer: adam(),
    })
    const { diagnosis } = await trainer.fit(
      x,
      x.map(([v]) => [v! * 100]),
      { callbacks: [trainingDoctor()] },
    )
    expect(diagnosis).toMatchObject([
      { code: 'unscaledTargets', where: 'y', message: expect.stringMatching(/^targets have mean -?\d+ and deviation 57\.7/) },
      { code: 'unreachableTargets', where: 'dense', message: expect.stringMatching(/^19 of 20 targets looked at lie outside -1 … 1/) },
    ])
  })
})

describe('data that does not lie in memory', () => {
  /** The same data, of which only batches are known. */
  const stream = (data: Dataset): Dataset => {
    const { name, displayName, size, layout, inputShape, targetShape } = data
    return { name, displayName, size, layout, inputShape, targetShape, batches: (options) => data.batches(options) }
  }

  it('is looked at by its first batch', async () => {
    const dead = sequential([
      input([2]),
      dense(8, { activation: relu, biasInitializer: initializers.constant(-100) }),
      dense(1, { activation: sigmoid }),
    ])
    const { found } = await examine({ model: dead, loss: binary }, stream(moons(100, { seed: 1 })), { epochs: 3, batchSize: 20 })
    expect(found).toMatchObject([{ code: 'deadRelu', message: expect.stringContaining('for all 20 samples') }])
    expect(
      (
        await examine({ model: small(), loss: binary, optimizer: adam({ learningRate: 0.01 }) }, stream(moons(100, { seed: 1 })), {
          epochs: 50,
        })
      ).found,
    ).toEqual([])
  })

  it('is named where it is not finite', async () => {
    const data = moons(40, { seed: 1 })
    const bad = {
      ...stream(data),
      batches: () => {
        const batches = data.batches({ batchSize: 10 })
        const next = () => {
          const batch: Batch | undefined = batches.nextBatch()
          if (batch === undefined || batches.batch !== 2) return batch
          return { ...batch, inputs: { ...batch.inputs, data: batch.inputs.data.map(() => Number.NaN) } } as Batch
        }
        return Object.assign(Object.create(batches), { nextBatch: next })
      },
    }
    const { found } = await examine({ model: small(), loss: binary }, bad as Dataset, { batchSize: 10, shuffle: false })
    expect(found).toMatchObject([{ code: 'nonFiniteData', where: 'x[0,0]' }])
  })
})

describe('onError', () => {
  const trainer = () => new Trainer({ model: small(), loss: binary, optimizer: adam() })

  it('is told last why fit fails, also where data is refused', async () => {
    const told: unknown[] = []
    const callback: Callback = {
      onTrainBegin: () => void told.push('begin'),
      onTrainEnd: () => void told.push('end'),
      onError: ({ error, epoch, history }: TrainError) => void told.push([(error as Error).message, epoch, history.epochs]),
    }
    const failing: Callback = {
      onEpochEnd: () => {
        throw new Error('no')
      },
    }
    const refused = trainer()
    await expect(refused.fit([[0, Number.NaN]], [[1]], { callbacks: [callback] })).rejects.toThrow('x[0,1] is NaN')
    expect(told.splice(0)).toEqual([['fit: x[0,1] is NaN; the data must be finite', 0, 0]])
    await expect(trainer().fit(xor(), { callbacks: [failing, callback] })).rejects.toThrow('onEpochEnd of callback 0 failed: no')
    expect(told).toEqual(['begin', 'end', ['fit: onEpochEnd of callback 0 failed: no', 1, 1]])
  })

  it('is awaited, and its own failure is told with its place', async () => {
    let isOver = false
    const patient: Callback = {
      onError: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        isOver = true
      },
    }
    await expect(trainer().fit([[0, Number.NaN]], [[1]], { callbacks: [patient] })).rejects.toThrow('is NaN')
    expect(isOver).toBe(true)
    const failing: Callback = {
      onError: () => {
        throw new Error('no')
      },
    }
    await expect(trainer().fit([[0, Number.NaN]], [[1]], { callbacks: [patient, failing] })).rejects.toThrow(
      'fit: onError of callback 1 failed: no',
    )
  })

  it('is not asked of what is no callback', async () => {
    for (const callbacks of [null, 3, [null], [{ onError: 3 }]]) {
      await expect(trainer().fit(xor(), { callbacks } as never)).rejects.toMatchObject({ code: 'type' })
    }
  })
})

describe('trainingDoctor refuses', () => {
  it.each([
    ['an option that does not exist', { writer: () => {} }, 'type', /^trainingDoctor: unknown option "writer"; did you mean write\?/],
    ['a write that is no function', { write: 'stderr' }, 'type', /^trainingDoctor: write must be a function, got "stderr"$/],
    ['codes that are no array', { ignore: 'deadRelu' }, 'type', /^trainingDoctor: ignore must be an array of codes, got "deadRelu"$/],
    [
      'a code that does not exist',
      { ignore: ['deadRelu', 'dead'] },
      'type',
      /^trainingDoctor: unknown ignore\[1\] "dead", expected one of deadRelu, /,
    ],
  ])('%s', (_, options, code, message) => {
    expect(() => trainingDoctor(options as never)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})
