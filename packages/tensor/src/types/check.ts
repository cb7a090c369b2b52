import type { Shape } from '@gradus/kernel'

/**
 * The type of an argument that must fit: `Argument` when the shape arithmetic gave a shape, else its sentence, which the
 * compiler prints: `Argument of type 'Tensor<readonly [2, 3]>' is not assignable to parameter of type '"matmul: inner …"'`.
 */
export type Check<Argument, Outcome> = [Outcome] extends [string] ? Outcome : Argument

/** The shape of a checked call's result; any shape after a wrong call, so that one mistake gives one diagnostic. */
export type Result<Outcome> = Outcome extends Shape ? Outcome : Shape
