import type { Shape } from '@gradus/kernel'
import type { Fits, ShapeText } from '@gradus/tensor'

/** What targets are: of the prediction's shape, or one class index per row of class scores. */
export type TargetKind = 'likePrediction' | 'classIndex'

/** The shape of the targets for predictions of shape S. */
export type TargetShape<Kind extends TargetKind, S extends Shape> = Kind extends 'likePrediction' ? S : Rows<S>

/** The outcome of comparing targets of shape T with predictions of shape S, which must be the same; see `Check`. */
export type LikePrediction<S extends Shape, T extends Shape> =
  Fits<T> extends Fits<S>
    ? Fits<T>
    : Agrees<S, T> extends true
      ? Fits<T>
      : `loss: prediction ${ShapeText<S>} and target ${ShapeText<T>} must have the same shape`

/** The outcome of comparing targets of shape T with predictions of shape S, which must have one row of class scores for each. */
export type ClassIndex<S extends Shape, T extends Shape> =
  Fits<T> extends Fits<Rows<S>>
    ? Fits<T>
    : Agrees<Rows<S>, T> extends true
      ? Fits<T>
      : `loss: target has shape ${ShapeText<T>}, expected ${ShapeText<Rows<S>>}, one index for each row of prediction ${ShapeText<S>}`

/** The outcome of comparing weights of samples of shape W with predictions of shape S, which must have one sample for each; see `Check`. */
export type SampleWeights<S extends Shape, W extends Shape> =
  Fits<W> extends Fits<Batch<S>>
    ? Fits<W>
    : Agrees<Batch<S>, W> extends true
      ? Fits<W>
      : `loss: weights have shape ${ShapeText<W>}, expected ${ShapeText<Batch<S>>}, one for each sample of prediction ${ShapeText<S>}`

type Batch<S extends Shape> = S extends readonly [infer Size extends number, ...unknown[]] ? readonly [Size] : readonly [number]

type Rows<S extends Shape> = S extends readonly [...infer Rest extends Shape, number] ? readonly [...Rest] : Shape

/** Whether two shapes can be the same at run time: a size that is `number` goes with every size. */
type Agrees<A extends Shape, B extends Shape> = A extends readonly [infer SizeA extends number, ...infer RestA extends Shape]
  ? B extends readonly [infer SizeB extends number, ...infer RestB extends Shape]
    ? [SizeA & SizeB] extends [never]
      ? false
      : Agrees<RestA, RestB>
    : B extends readonly []
      ? false
      : true
  : A extends readonly []
    ? B extends readonly [unknown, ...unknown[]]
      ? false
      : true
    : true
