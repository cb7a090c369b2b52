import type { Shape } from '@gradus/kernel'

/** The outcome of shape arithmetic that went well. Otherwise the outcome is a sentence: a string literal type. */
export interface Fits<S extends Shape> {
  /** The shape. */
  readonly fits: S
}

/**
 * The type of an argument that must fit: `Argument` when the outcome is a shape, else the sentence, which the compiler
 * prints: `Argument of type 'Tensor<readonly [2, 3]>' is not assignable to parameter of type '"matmul: inner …"'`.
 * The `Exclude` makes it `Argument` too where the outcome depends on the type parameters of the caller.
 */
export type Check<Argument, Outcome> = [Exclude<Outcome, string>] extends [never] ? Outcome : Argument

/** The shape of a checked call's result; any shape after a wrong call, so that one mistake gives one diagnostic. */
export type Result<Outcome> = Outcome extends Fits<infer S> ? S : Shape

/** Options as they were written, so that their values are known, without any that `Known` lacks. */
export type Only<Options, Known> = Options & { readonly [Name in Exclude<keyof Options, keyof Known>]?: never }
