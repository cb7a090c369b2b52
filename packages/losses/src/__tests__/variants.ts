import { elementCount, randomGenerator, type Shape } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'
import {
  binaryCrossEntropy,
  type CrossEntropyOptions,
  categoricalCrossEntropy,
  type Loss,
  type LossOptions,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from '../index.ts'

/** What the tests that every loss must pass need to know of one. */
export interface Variant {
  readonly label: string
  readonly make: (options?: LossOptions) => Loss
  /** Whether its elements are rows of class scores. */
  readonly rows: boolean
}

const variant = (make: (options: CrossEntropyOptions) => Loss, rows: boolean, fromLogits?: boolean): Variant => ({
  label: `${make.name}${fromLogits === true ? ' from logits' : ''}`,
  make: (options = {}) => make(fromLogits === undefined ? options : { ...options, fromLogits }),
  rows,
})

/** Every exported loss, with the options that change what it computes. */
export const variants: readonly Variant[] = [
  variant(meanSquaredError, false),
  variant(meanAbsoluteError, false),
  variant(binaryCrossEntropy, false, false),
  variant(binaryCrossEntropy, false, true),
  variant(categoricalCrossEntropy, true, false),
  variant(categoricalCrossEntropy, true, true),
  variant(sparseCategoricalCrossEntropy, true, false),
  variant(sparseCategoricalCrossEntropy, true, true),
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

/** A prediction and a target of a loss, away from its kinks and poles. */
export function sample(
  { make, rows }: Variant,
  shape: Shape,
  seed: number,
  dtype: 'float32' | 'float64' = 'float64',
): { x: Tensor; y: Tensor } {
  const random = randomGenerator(seed)
  const { expects, target } = make()
  const [low, high] = expects === 'probabilities' ? [0.05, 0.95] : [-3, 3]
  const x = draw(shape, () => random.uniform(low, high))
  if (target === 'classIndex') return { x: tensor(x, { shape, dtype }), y: indices(shape, () => random.integer(0, shape.at(-1)!)) }
  const y = draw(shape, () => (expects === 'values' ? random.uniform(-3, 3) : random.uniform(0, 1)))
  if (rows) normalize(y, shape.at(-1)!)
  return { x: tensor(x, { shape, dtype }), y: tensor(y, { shape, dtype }) }
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

function indices(shape: Shape, next: () => number): Tensor {
  const rows = shape.slice(0, -1)
  return tensor(Int32Array.from({ length: elementCount(rows) }, next), { shape: rows })
}

function normalize(data: Float64Array, classes: number): void {
  for (let row = 0; row < data.length; row += classes) {
    const total = data.subarray(row, row + classes).reduce((a, b) => a + b)
    for (let i = row; i < row + classes; i++) data[i]! /= total
  }
}
