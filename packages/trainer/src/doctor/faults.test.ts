import { blobs, dataset, moons, xor } from '@gradus/datasets'
import { GradusError, randomGenerator } from '@gradus/kernel'
import { activation, createParameter, dense, freeze, initializers, input, type Layer, sequential } from '@gradus/layers'
import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam, sgd } from '@gradus/optimizers'
import type { NamedParameters, Parameter } from '@gradus/tensor'
import { relu, sigmoid, softmax } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { examine } from './__tests__/examine.ts'

/** A parameter that nothing reads. */
function stray(): Layer {
  let parameters: NamedParameters = new Map<string, Parameter>()
  return {
    kind: 'stray',
    outputShapeFor: (shape) => shape,
    build(context) {
      parameters = new Map([['scale', createParameter([3], initializers.ones(), context)]])
    },
    parameters: () => parameters,
    forward: (x) => x,
  }
}

const three = () =>
  blobs(90, {
    centers: [
      [0, 1],
      [2, -1],
      [-2, -1],
    ],
    spread: 0.4,
    seed: 1,
  })
const threeOneHot = () =>
  blobs(90, {
    centers: [
      [0, 1],
      [2, -1],
      [-2, -1],
    ],
    spread: 0.4,
    seed: 1,
    targets: 'oneHot',
  })
const [binary, sparse] = [binaryCrossEntropy(), sparseCategoricalCrossEntropy({ fromLogits: true })]

describe('each of twelve planted faults is found', () => {
  it('a parameter outside the graph, before fit names it too', async () => {
    const model = sequential([input([2]), dense(8, { activation: relu }), stray(), dense(1, { activation: sigmoid })])
    const { found, error } = await examine({ model, loss: binary }, xor())
    expect(found).toEqual([
      {
        code: 'noGradient',
        where: 'stray.scale',
        epoch: 0,
        message: expect.stringMatching(/^the loss does not depend on stray\.scale: it lies outside the graph/),
      },
    ])
    expect(error).toBeInstanceOf(GradusError)
    expect(error!.message).toMatch(/^fit: the loss does not depend on stray\.scale/)
  })

  it('a frozen output layer', async () => {
    const model = sequential([input([2]), dense(10, { activation: relu }), dense(1, { activation: sigmoid })])
    freeze(model, (name) => name.startsWith('dense_1'))
    const { found } = await examine({ model, loss: binary }, moons(100, { seed: 1 }), { epochs: 5 })
    expect(found).toMatchObject([
      { code: 'frozenOutput', where: 'dense_1', message: expect.stringContaining("unfreeze(model, (name) => name.startsWith('dense_1'))") },
    ])
  })

  it('learning rate 0', async () => {
    const model = sequential([input([2]), dense(10, { activation: relu }), dense(1, { activation: sigmoid })])
    const { found } = await examine({ model, loss: binary, optimizer: adam({ learningRate: 0 }) }, moons(100, { seed: 1 }), { epochs: 5 })
    expect(found).toMatchObject([
      { code: 'noUpdate', message: expect.stringMatching(/^no weight has changed in 20 updates: the learning rate is 0; try/) },
    ])
    expect(found[0]).not.toHaveProperty('where')
  })

  it.each([
    ['adam', adam],
    ['sgd', sgd],
  ] as const)('learning rate 1e6 with %s', async (_, optimizer) => {
    const model = sequential([input([2]), dense(10, { activation: relu }), dense(1, { activation: sigmoid })])
    const { found } = await examine({ model, loss: binary, optimizer: optimizer({ learningRate: 1e6 }) }, moons(100, { seed: 1 }), {
      epochs: 5,
    })
    expect(found[0]).toMatchObject({ code: 'learningRateTooLarge', where: expect.stringMatching(/kernel$/), epoch: 0 })
    expect(found[0]!.message).toMatch(/^one update changed dense(_1)?\.kernel by \S+ times its size at a learning rate of 1000000; /)
  })

  it('all ReLUs dead by a bias of −100', async () => {
    const bias = initializers.constant(-100)
    const model = sequential([input([2]), dense(10, { activation: relu, biasInitializer: bias }), dense(1, { activation: sigmoid })])
    const { found } = await examine({ model, loss: binary }, moons(100, { seed: 1 }), { epochs: 5 })
    expect(found).toMatchObject([
      { code: 'deadRelu', where: 'dense', message: expect.stringMatching(/^all 10 units of relu in dense are 0 for all 25 samples/) },
    ])
  })

  it('sigmoids saturated by inputs of 1e4', async () => {
    const { inputs, targets } = moons(100, { seed: 1 })
    const data = dataset({ ...inputs, data: inputs.data.map((x) => x * 1e4) as Float32Array }, targets)
    const model = sequential([input([2]), dense(10, { activation: sigmoid }), dense(1, { activation: sigmoid })])
    const { found } = await examine({ model, loss: binary }, data, { epochs: 5 })
    expect(found).toMatchObject([
      {
        code: 'unscaledInputs',
        where: 'x[*,0]',
        message: expect.stringMatching(/^column 0 of the inputs has mean \d+ and deviation \d+; try/),
      },
      { code: 'unscaledInputs', where: 'x[*,1]' },
      {
        code: 'saturated',
        where: 'dense',
        message: expect.stringMatching(/^nine of ten values of sigmoid in dense lie at the ends of its range/),
      },
    ])
  })

  it('softmax twice: in the model and in the loss, and twice in the model', async () => {
    const once = sequential([input([2]), dense(8, { activation: relu }), dense(3, { activation: softmax })])
    expect((await examine({ model: once, loss: sparse }, three())).found).toMatchObject([
      {
        code: 'lossMismatch',
        where: 'dense_1',
        message: expect.stringMatching(/^sparseCategoricalCrossEntropy expects logits .* the model ends in softmax/),
      },
    ])
    const twice = sequential([input([2]), dense(8, { activation: relu }), dense(3, { activation: softmax }), activation(softmax)])
    expect((await examine({ model: twice, loss: categoricalCrossEntropy() }, threeOneHot())).found).toMatchObject([
      { code: 'lossMismatch', where: 'activation', message: expect.stringMatching(/^softmax follows softmax/) },
    ])
  })

  it('logits into a probability loss, before fit refuses them', async () => {
    const model = sequential([input([2]), dense(8, { activation: relu }), dense(3)])
    const { found, error } = await examine({ model, loss: sparseCategoricalCrossEntropy() }, three())
    expect(found).toMatchObject([
      { code: 'lossMismatch', where: 'dense_1', message: expect.stringMatching(/expects probabilities, but the model ends in plain sums/) },
    ])
    expect(error!.message).toMatch(/out of range \[0,1\]/)
  })

  it('labels 1 … K, which fit refuses with their place', async () => {
    const { inputs, targets } = three()
    const model = sequential([input([2]), dense(3)])
    const { found, error, text } = await examine(
      { model, loss: sparse },
      dataset(inputs, { ...targets, data: targets.data.map((k) => k + 1) as Int32Array }),
    )
    expect(error!.message).toMatch(/target\[\d+\] = 3 out of range \[0,2\]; classes count from 0/)
    expect(found).toMatchObject([
      { code: 'targetOutOfRange', where: expect.stringMatching(/^target\[\d+\]$/), message: expect.stringMatching(/= 3 out of range/) },
    ])
    expect(text).toBe(`doctor: ${found[0]!.message} (targetOutOfRange, epoch 0)\n`)
  })

  it('a NaN in the data, which fit refuses with its place', async () => {
    const { inputs, targets } = three()
    const data = Float32Array.from(inputs.data)
    data[7] = Number.NaN
    const { found, error } = await examine(
      { model: sequential([input([2]), dense(3)]), loss: sparse },
      dataset({ ...inputs, data }, targets),
    )
    expect(error!.message).toBe('fit: x[3,1] is NaN; the data must be finite')
    expect(found).toMatchObject([{ code: 'nonFiniteData', where: 'x[3,1]' }])
  })

  it.each([
    ['sgd', sgd({ learningRate: 0.1 })],
    ['adam', adam({ learningRate: 0.01 })],
  ])('XOR without a hidden layer, with %s', async (_, optimizer) => {
    const model = sequential([input([2]), dense(1, { activation: sigmoid })])
    const { found } = await examine({ model, loss: binary, optimizer }, xor(), { epochs: 2000 })
    expect(found).toMatchObject([
      {
        code: 'plateauAtChance',
        message: expect.stringMatching(/^the loss stays at 0\.693\d?, and always giving the same answer gives 0\.6931:/),
      },
    ])
  })

  it('targets shuffled against inputs: validation is never better than chance', async () => {
    const shuffle = ({ inputs, targets, size }: ReturnType<typeof moons>) => {
      const order = randomGenerator(5).permutation(size)
      return dataset(inputs, { ...targets, data: targets.data.map((_, i) => targets.data[order[i]!]!) as Float32Array })
    }
    const shuffled = shuffle(moons(200, { seed: 1, noise: 0.1 }))
    const model = () =>
      sequential([input([2]), dense(64, { activation: relu }), dense(64, { activation: relu }), dense(1, { activation: sigmoid })])
    const optimizer = adam({ learningRate: 0.01 })
    const { codes, found } = await examine({ model: model(), loss: binary, optimizer }, shuffled, { epochs: 300, validationSplit: 0.3 })
    expect(codes).toEqual(['validationAtChance'])
    expect(found[0]!.message).toMatch(
      /^the training loss has come down to 0\.\d+, but the validation loss was never better than 0\.\d+, where/,
    )
    // A network too small to learn samples by heart stays where guesses are.
    const small = sequential([input([2]), dense(2, { activation: relu }), dense(1, { activation: sigmoid })])
    expect((await examine({ model: small, loss: binary, optimizer }, shuffle(moons(1000, { seed: 1 })), { epochs: 60 })).codes).toEqual([
      'plateauAtChance',
    ])
  })
})
