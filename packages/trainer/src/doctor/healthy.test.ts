import { and, blobs, dataset, iris, moons, spirals, xor } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import {
  batchNormalization,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  input,
  layerNormalization,
  maxPool2d,
  prelu,
  residual,
  sequential,
} from '@gradus/layers'
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam, sgd } from '@gradus/optimizers'
import { gelu, relu, sigmoid, softmax, tanh } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { examine } from './__tests__/examine.ts'

const binary = binaryCrossEntropy()

/** x, and a function of it that is to be learnt. */
function curve(samples: number) {
  const x = Float32Array.from({ length: samples }, (_, i) => (4 * i) / samples - 2)
  return dataset({ data: x, shape: [samples, 1] as const }, { data: x.map((v) => v * v - 1), shape: [samples, 1] as const })
}

/** Pictures of 8×8 with a bar that stands or lies. */
function bars(samples: number) {
  const random = randomGenerator(3)
  const data = new Float32Array(samples * 64)
  const classes = new Int32Array(samples)
  for (let i = 0; i < samples; i++) {
    const [stands, place] = [random.integer(0, 2), random.integer(0, 8)]
    classes[i] = stands
    for (let k = 0; k < 8; k++) data[i * 64 + (stands ? k * 8 + place : place * 8 + k)] = 1
    for (let k = 0; k < 64; k++) data[i * 64 + k]! += random.normal(0, 0.1)
  }
  return dataset({ data, shape: [samples, 8, 8, 1] as const }, { data: classes, shape: [samples] as const })
}

/** Rows of mostly 0, in which some of 100 words occur; the class is which half of the words occurs more often. */
function words(samples: number) {
  const random = randomGenerator(4)
  const data = new Float32Array(samples * 100)
  const targets = new Float32Array(samples)
  for (let i = 0; i < samples; i++) {
    targets[i] = random.integer(0, 2)
    for (let k = 0; k < 6; k++)
      data[i * 100 + random.integer(0, 50) + (random.next() < 0.8 ? 50 * targets[i]! : 50 * (1 - targets[i]!))] = 1
  }
  return dataset({ data, shape: [samples, 100] as const }, { data: targets, shape: [samples, 1] as const })
}

/** Sentences of four words out of twelve; the class is whether words of the first half are in the majority, which with two of each they are not. */
function sentences(samples: number) {
  const random = randomGenerator(6)
  const data = Int32Array.from({ length: samples * 4 }, () => random.integer(0, 12))
  const classes = Int32Array.from({ length: samples }, (_, i) => (data.subarray(4 * i, 4 * i + 4).filter((k) => k < 6).length > 2 ? 1 : 0))
  return dataset({ data, shape: [samples, 4] as const }, { data: classes, shape: [samples] as const })
}

const three = <F extends 'classIndex' | 'oneHot'>(targets: F) =>
  blobs(150, {
    centers: [
      [0, 2],
      [3, -1],
      [-3, -1],
    ],
    seed: 1,
    targets,
  })

/** A name, parts, data, options of fit, and the loss that shows that the run was healthy. */
const runs: readonly (readonly [string, Parameters<typeof examine>[0], unknown, Parameters<typeof examine>[2], number])[] = [
  [
    'XOR by 2-10-10-1 with Adam',
    {
      model: sequential([input([2]), dense(10, { activation: relu }), dense(10, { activation: relu }), dense(1, { activation: sigmoid })]),
      loss: binary,
      optimizer: adam({ learningRate: 0.01 }),
    },
    xor(),
    { epochs: 1000 },
    0.01,
  ],
  [
    'AND by one neuron',
    { model: sequential([input([2]), dense(1, { activation: sigmoid })]), loss: binary, optimizer: sgd({ learningRate: 0.5 }) },
    and(),
    { epochs: 3000 },
    0.1,
  ],
  [
    'moons with tanh and momentum',
    {
      model: sequential([input([2]), dense(16, { activation: tanh }), dense(1)]),
      loss: binaryCrossEntropy({ fromLogits: true }),
      optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
    },
    moons(300, { noise: 0.1, seed: 1 }),
    { epochs: 150, validationSplit: 0.2 },
    0.05,
  ],
  [
    'spirals',
    {
      model: sequential([input([2]), dense(32, { activation: relu }), dense(32, { activation: relu }), dense(2)]),
      loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.01 }),
    },
    spirals(300, { seed: 1 }),
    { epochs: 200, validationSplit: 0.2 },
    0.1,
  ],
  [
    'blobs from logits',
    {
      model: sequential([input([2]), dense(3)]),
      loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.05 }),
    },
    three('classIndex'),
    { epochs: 60 },
    0.2,
  ],
  [
    'blobs with softmax',
    {
      model: sequential([input([2]), dense(8, { activation: relu }), dense(3, { activation: softmax })]),
      loss: categoricalCrossEntropy(),
      optimizer: adam({ learningRate: 0.02 }),
    },
    three('oneHot'),
    { epochs: 60 },
    0.2,
  ],
  [
    'a curve by regression',
    {
      model: sequential([input([1]), dense(16, { activation: gelu }), dense(1)]),
      loss: meanSquaredError(),
      optimizer: adam({ learningRate: 0.01 }),
    },
    curve(200),
    { epochs: 150 },
    0.05,
  ],
  [
    'irises as they were measured',
    {
      model: sequential([input([4]), dense(16, { activation: relu }), dense(3)]),
      loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.01 }),
    },
    iris(),
    { epochs: 100 },
    0.2,
  ],
  [
    'pictures by a small convolutional network',
    {
      model: sequential([input([8, 8, 1]), conv2d(4, 3, { activation: relu }), maxPool2d(2), flatten(), dense(2)]),
      loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.01 }),
    },
    bars(128),
    { epochs: 20 },
    0.1,
  ],
  [
    'dropout and normalization',
    {
      model: sequential([
        input([2]),
        dense(32),
        batchNormalization(),
        dense(32, { activation: relu }),
        dropout(0.3),
        dense(1, { activation: sigmoid }),
      ]),
      loss: binary,
      optimizer: adam({ learningRate: 0.01 }),
    },
    moons(300, { noise: 0.1, seed: 2 }),
    { epochs: 60, validationSplit: 0.2 },
    0.3,
  ],
  [
    'an autoencoder of rows of probabilities',
    {
      model: sequential([input([100]), dense(24, { activation: relu }), dense(100, { activation: sigmoid })]),
      loss: binary,
      optimizer: adam({ learningRate: 0.01 }),
    },
    (() => {
      const { inputs } = words(200)
      return dataset(inputs, inputs)
    })(),
    { epochs: 100 },
    0.15,
  ],
  [
    'float64',
    {
      model: sequential([input([2]), dense(8, { activation: tanh }), dense(1, { activation: sigmoid })], { dtype: 'float64' }),
      loss: binary,
      optimizer: sgd({ learningRate: 1 }),
    },
    dataset(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      [[0], [1], [1], [0]],
      { dtype: 'float64', targetDType: 'float64' },
    ),
    { epochs: 2000 },
    0.05,
  ],
  [
    'the early part of a network that starts slowly',
    {
      model: sequential([input([2]), dense(2, { activation: sigmoid }), dense(1, { activation: sigmoid })], { seed: 3 }),
      loss: binary,
      optimizer: sgd({ learningRate: 0.5 }),
    },
    xor(),
    { epochs: 1000 },
    0.7,
  ],
  [
    'sparse inputs',
    {
      model: sequential([input([100]), dense(16, { activation: relu }), dense(1)]),
      loss: binaryCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.01 }),
    },
    words(300),
    { epochs: 40, validationSplit: 0.2 },
    0.1,
  ],
  [
    'words by their numbers, through residual blocks',
    {
      model: sequential([
        input([4], { dtype: 'int32' }),
        embedding(12, 8),
        layerNormalization(),
        residual([dense(8, { activation: gelu }), dense(8)]),
        flatten(),
        dense(12),
        prelu(),
        dense(2),
      ]),
      loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.01 }),
    },
    sentences(200),
    { epochs: 20, validationSplit: 0.2 },
    0.2,
  ],
]

describe('nothing is said of a healthy run', () => {
  it.each(runs)('%s', async (_, parts, data, options, least) => {
    const { found, text, error, losses } = await examine(parts, data, options)
    expect(error).toBeUndefined()
    expect(found).toEqual([])
    expect(text).toBe('')
    expect(losses.at(-1)).toBeLessThan(least)
  })
})
