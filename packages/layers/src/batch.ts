import { GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor, type Fits, type ShapeText, type Tensor } from '@gradus/tensor'

/** The shape of one sample: the batch axis left out. */
export type SampleShape<Batch extends Shape> = Batch extends readonly [number, ...infer Sample extends Shape] ? Readonly<Sample> : Shape

/**
 * The outcome of a sample's shape behind the batch axis of `Batch`; a sentence stays one.
 *
 * @example
 * type S = WithBatchOf<readonly [4, 2], Fits<readonly [10]>> // Fits<readonly [4, 10]>
 */
export type WithBatchOf<Batch extends Shape, Outcome> =
  Outcome extends Fits<infer Sample>
    ? Fits<readonly [Batch extends readonly [infer Size extends number, ...Shape] ? Size : number, ...Sample]>
    : Outcome

/**
 * `Outcome` where a batch has the sizes of a pattern, in which `number` stands for any; else a sentence that begins with `Name`.
 *
 * @example
 * type S = ExpectBatch<readonly [4, 3], readonly [number, 2], 'y'> // 'y expects [*, 2], got [4,3]'
 */
export type ExpectBatch<Batch extends Shape, Pattern extends Shape, Name extends string, Outcome = Fits<Batch>> = [unknown] extends [
  Batch | Pattern,
]
  ? Outcome
  : Agree<Batch, Pattern> extends true
    ? Outcome
    : `${Name} expects [${PatternText<Pattern>}], got ${ShapeText<Batch>}`

/** The shape of a batch of samples as messages show it: `[*, 2]`. */
export function batchText(sample: Shape): string {
  return `[${['*', ...sample].join(', ')}]`
}

/** Whether a shape is that of a batch of such samples. */
export function isBatchOf(shape: Shape, sample: Shape): boolean {
  if (shape.length !== sample.length + 1) return false
  for (let axis = 0; axis < sample.length; axis++) if (shape[axis + 1] !== sample[axis]) return false
  return true
}

/** Throws unless `x` is a tensor with a batch axis. */
export function checkBatch(kind: string, x: unknown): asserts x is Tensor {
  checkTensor(kind, 'x', x)
  if (x.rank === 0) throw new GradusError('shape', `${kind} expects [*, …], got []`)
}

/** The beginning of a message: `dense expects [*, 2], got [4,3]`; of images, whether they would fit with their channels moved. */
export function expectation(name: string, sample: Shape, actual: Shape): string {
  const order = [
    [0, 2, 3, 1],
    [0, 3, 1, 2],
  ].find(
    (axes) =>
      actual.length === 4 &&
      isBatchOf(
        axes.map((axis) => actual[axis]!),
        sample,
      ),
  )
  return `${name} expects ${batchText(sample)}, got ${shapeText(actual)}${order ? `; permute(x, [${order.join(', ')}]) would fit` : ''}`
}

/** Whether two shapes can be the same: ranks and sizes that are unknown can. */
export type Agree<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? true
  : A['length'] extends B['length']
    ? 'differs' extends {
        [Axis in keyof A]: Axis extends keyof B ? ([A[Axis] & B[Axis]] extends [never] ? 'differs' : 'agrees') : never
      }[number]
      ? false
      : true
    : false

type PatternText<S extends Shape> = S extends readonly [infer Size extends number, ...infer Rest extends Shape]
  ? `${number extends Size ? '*' : Size}${Rest extends readonly [] ? '' : `, ${PatternText<Rest>}`}`
  : S extends readonly []
    ? ''
    : '...'
