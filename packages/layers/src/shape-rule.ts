import type { Shape } from '@gradus/kernel'

/**
 * What a layer does to shapes, for the compiler: a type with a hole. `ApplyRule` fills the hole with an input shape, batch axis included,
 * and reads the output: a shape, or a sentence that says what is wrong.
 *
 * @example
 * interface DenseRule<Units extends number> extends ShapeRule { readonly output: WithLastAxis<this['input'], Units> }
 */
export interface ShapeRule {
  readonly input: Shape
  readonly output: Shape | string
}

/** The rule of a layer that does not say what it does: any shape may come out. */
export interface AnyShape extends ShapeRule {
  readonly output: Shape
}

/** The rule of a layer whose output has the shape of its input. */
export interface SameShape extends ShapeRule {
  readonly output: this['input']
}

/** The output of a rule for an input shape. */
export type ApplyRule<Rule extends ShapeRule, Input extends Shape> = (Rule & { readonly input: Input })['output']
