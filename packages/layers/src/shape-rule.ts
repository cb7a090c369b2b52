import type { Shape } from '@gradus/kernel'
import type { Fits } from '@gradus/tensor'
import type { ExpectBatch, SampleShape, WithBatchOf } from './batch.ts'

/**
 * What a layer does to shapes, for the compiler: a type with a hole. `ApplyRule` fills the hole with the shape of a batch
 * and reads the output: `Fits<shape>`, or a sentence that says what is wrong. The plain `ShapeRule` lets any shape come out.
 *
 * @example
 * interface DenseRule<Units extends number> extends ShapeRule { readonly output: Fits<WithLastAxis<InputOf<this>, Units>> }
 */
export interface ShapeRule {
  /** The shape of a batch that comes in: the hole. */
  // Not `Shape`: intersected with the shape that fills the hole, it would hide the sizes.
  readonly input: unknown
  /** What comes out for `input`: `Fits<shape>`, or a sentence. */
  readonly output: Fits<Shape> | string
}

/** The rule of a layer whose output has the shape of its input. */
export interface SameShape extends ShapeRule {
  readonly output: Fits<InputOf<this>>
}

/** The rule of a layer that takes batches of one shape and gives batches of another, as a model does: `FromTo<readonly [number, 2], readonly [number, 1]>`. */
export interface FromTo<In extends Shape, Out extends Shape> extends ShapeRule {
  /** The shape of the batches that it takes. */
  readonly from: In
  /** The shape of the batches that it gives. */
  readonly to: Out
}

/** The shape in a rule's hole; any shape while it is open. */
export type InputOf<Rule extends ShapeRule> = Rule['input'] extends infer Input extends Shape ? Input : Shape

/** The output of a rule for the shape of a batch: `Fits<shape>`, or a sentence. */
export type ApplyRule<Rule extends ShapeRule, Batch extends Shape> =
  Rule extends FromTo<infer In, infer Out>
    ? ExpectBatch<Batch, In, 'layer', WithBatchOf<Batch, Fits<SampleShape<Out>>>>
    : Known<(Rule & { readonly input: Batch })['output']>

type Known<Output> = string extends Output ? Fits<Shape> : Output
