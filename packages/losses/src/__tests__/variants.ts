import { elementCount, type RandomGenerator, randomGenerator, type Shape } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'
import type { Loss, LossOptions } from '../index.ts'
import * as losses from '../index.ts'

/** What the tests that every loss must pass need to know of one. */
export interface Variant {
  readonly label: string
  readonly make: (options?: LossOptions) => Loss
  /** Whether its elements are rows: of class scores, or of features. */
  readonly rows: boolean
  /** Whether its slope is the same almost everywhere. */
  readonly flat: boolean
  readonly prediction: Draw
  readonly target: Draw
  /** The class number that is left out. */
  readonly ignoreIndex?: number
}

type Draw = (random: RandomGenerator) => number

const between =
  (low: number, high: number): Draw =>
  (random) =>
    random.uniform(low, high)
const integers =
  (low: number, high: number): Draw =>
  (random) =>
    random.integer(low, high)
const side: Draw = (random) => 2 * random.integer(0, 2) - 1

type Make = (options: never) => Loss
type Parts = Partial<Omit<Variant, 'label' | 'make' | 'ignoreIndex'>> & {
  readonly options?: Readonly<Record<string, unknown>> & { readonly ignoreIndex?: number }
}

function variant(make: Make, { options = {}, rows = false, flat = false, prediction, target }: Parts = {}): Variant {
  const { expects } = make({} as never)
  const text = Object.keys(options).length === 0 ? '' : ` ${JSON.stringify(options)}`
  return {
    label: `${make.name}${text}`,
    make: (more = {}) => make({ ...options, ...more } as never),
    rows,
    flat,
    prediction: prediction ?? (expects === 'probabilities' && !('fromLogits' in options) ? between(0.05, 0.95) : between(-3, 3)),
    target: target ?? (expects === 'values' ? between(-3, 3) : between(0, 1)),
    ...(options.ignoreIndex !== undefined && { ignoreIndex: options.ignoreIndex }),
  }
}

const logits = { fromLogits: true }
const rows = true
const positive = between(0.1, 3)
const sides = { flat: true, target: side }

/** Every exported loss, with the options that change what it computes. */
export const variants: readonly Variant[] = [
  variant(losses.meanSquaredError),
  variant(losses.meanAbsoluteError, { flat: true }),
  variant(losses.huber),
  variant(losses.huber, { options: { delta: 0.3 } }),
  variant(losses.logCosh),
  variant(losses.hinge, sides),
  variant(losses.squaredHinge, { target: side }),
  variant(losses.squaredHinge, { target: integers(0, 2) }),
  variant(losses.categoricalHinge, { rows, flat: true }),
  variant(losses.cosineSimilarity, { rows }),
  variant(losses.meanAbsolutePercentageError, { flat: true, target: positive }),
  variant(losses.meanSquaredLogarithmicError, { prediction: positive, target: positive }),
  variant(losses.poisson, { prediction: positive, target: integers(0, 5) }),
  variant(losses.poisson, { options: { logInput: true, full: true }, target: integers(0, 5) }),
  variant(losses.klDivergence, { rows }),
  variant(losses.klDivergence, { rows, options: logits }),
  variant(losses.dice),
  variant(losses.tversky, { options: { alpha: 0.3, beta: 0.7 } }),
  ...[{}, logits].flatMap((kind) => [
    variant(losses.binaryCrossEntropy, { options: kind }),
    variant(losses.binaryCrossEntropy, { options: { ...kind, labelSmoothing: 0.1, positiveWeight: 3 } }),
    variant(losses.binaryFocalCrossEntropy, { options: kind }),
    variant(losses.binaryFocalCrossEntropy, {
      options: { ...kind, gamma: 1.5, applyClassBalancing: true, alpha: 0.3, labelSmoothing: 0.1 },
    }),
    variant(losses.categoricalCrossEntropy, { rows, options: kind }),
    variant(losses.categoricalCrossEntropy, { rows, options: { ...kind, labelSmoothing: 0.1 } }),
    variant(losses.categoricalFocalCrossEntropy, { rows, options: kind }),
    variant(losses.categoricalFocalCrossEntropy, { rows, options: { ...kind, gamma: 0.5, alpha: 2, labelSmoothing: 0.1 } }),
    variant(losses.sparseCategoricalCrossEntropy, { rows, options: kind }),
    variant(losses.sparseCategoricalCrossEntropy, { rows, options: { ...kind, ignoreIndex: -1, labelSmoothing: 0.1 } }),
  ]),
  variant(losses.categoricalGeneralizedCrossEntropy, { rows }),
]

/** The shapes of predictions to try. */
export function shapesFor({ rows }: Variant): readonly Shape[] {
  return rows
    ? [
        [4, 3],
        [3, 1],
        [2, 3, 4],
        [2, 2, 1, 3],
      ]
    : [[5], [4, 1], [3, 2], [2, 3, 4], [1, 2, 2, 2]]
}

/** A prediction and a target of a loss, away from its kinks and poles. The last class number is the one to ignore. */
export function sample(
  { make, rows, prediction, target, ignoreIndex }: Variant,
  shape: Shape,
  seed: number,
  dtype: 'float32' | 'float64' = 'float64',
): { x: Tensor; y: Tensor } {
  const random = randomGenerator(seed)
  const { expects, target: kind } = make()
  const x = tensor(
    draw(shape, () => prediction(random)),
    { shape, dtype },
  )
  if (kind === 'classIndex') return { x, y: indices(shape, () => random.integer(0, shape.at(-1)!), ignoreIndex) }
  const y = draw(shape, () => target(random))
  if (make().name === 'categoricalHinge') makeOneHot(y, shape.at(-1)!)
  else if (rows && expects !== 'values') normalize(y, shape.at(-1)!)
  return { x, y: tensor(y, { shape, dtype }) }
}

/** Uneven weights, one per sample. */
export function upstreamOf(batch: number, seed: number): Tensor {
  const random = randomGenerator(seed)
  const shape = [batch]
  return tensor(
    draw(shape, () => random.uniform(-2, 2)),
    { shape },
  )
}

function draw(shape: Shape, next: () => number): Float64Array {
  return Float64Array.from({ length: elementCount(shape) }, next)
}

function indices(shape: Shape, next: () => number, ignoreIndex: number | undefined): Tensor {
  const rows = shape.slice(0, -1)
  const data = Int32Array.from({ length: elementCount(rows) }, next)
  if (ignoreIndex !== undefined) data.fill(ignoreIndex, -1)
  return tensor(data, { shape: rows })
}

function normalize(data: Float64Array, classes: number): void {
  for (let row = 0; row < data.length; row += classes) {
    const total = data.subarray(row, row + classes).reduce((a, b) => a + b)
    for (let i = row; i < row + classes; i++) data[i]! /= total
  }
}

function makeOneHot(data: Float64Array, classes: number): void {
  for (let row = 0; row < data.length; row += classes) {
    const values = data.subarray(row, row + classes)
    const largest = values.reduce((a, b) => Math.max(a, b))
    values.forEach((value, i) => {
      values[i] = value === largest ? 1 : 0
    })
  }
}
