import type { Shape } from '@gradus/kernel'
import type { Fits } from './check.ts'
import type { Divide, Multiply } from './decimal.ts'
import type { ShapeText } from './text.ts'

/**
 * The target of a reshape, with one −1 replaced by the size that is left.
 *
 * @example
 * type S = Reshape<readonly [4, 2], readonly [-1]> // Fits<readonly [8]>
 */
export type Reshape<S extends Shape, Target extends Shape, Operation extends string = 'reshape'> = number extends Target['length']
  ? Fits<Shape>
  : Inferred<Target> extends infer Wildcards
    ? Wildcards extends []
      ? Fill<ElementCount<S>, ElementCount<Target>, Target, Operation>
      : Wildcards extends [unknown]
        ? Infer<ElementCount<S>, ElementCount<ReplaceInferred<Target, 1>>, Target, Operation>
        : `${Operation}: only one dimension may be -1, got ${ShapeText<Target>}`
    : never

/** The shape as one axis. */
export type Flatten<S extends Shape> = readonly [ElementCount<S>]

/** The product of the sizes, `number` when one of them is not a literal. */
export type ElementCount<S extends Shape, Count extends number = 1> = S extends readonly [
  infer Size extends number,
  ...infer Rest extends Shape,
]
  ? ElementCount<Rest, Multiply<Count, Size>>
  : S extends readonly []
    ? Count
    : number

type Fill<Have extends number, Need extends number, Target extends Shape, Operation extends string> = [Have] extends [Need]
  ? Fits<Readonly<Target>>
  : [Need] extends [Have]
    ? Fits<Readonly<Target>>
    : CannotFill<Have, Target, Operation>

/** The −1 becomes what `Known`, the product of the other sizes, leaves of `Have`. */
type Infer<Have extends number, Known extends number, Target extends Shape, Operation extends string> = [Known] extends [0]
  ? `${Operation}: -1 in ${ShapeText<Target>} is ambiguous beside a size of 0`
  : [Divide<Have, Known>] extends [infer Size extends number]
    ? Fits<ReplaceInferred<Target, Size>>
    : CannotFill<Have, Target, Operation>

type CannotFill<
  Have extends number,
  Target extends Shape,
  Operation extends string,
> = `${Operation}: ${Have} elements cannot fill ${ShapeText<Target>}`

/** Every −1 of the target, as a tuple. */
type Inferred<Target extends Shape, Found extends readonly unknown[] = []> = Target extends readonly [
  infer Size,
  ...infer Rest extends Shape,
]
  ? Inferred<Rest, Size extends -1 ? [...Found, Size] : Found>
  : Found

type ReplaceInferred<Target extends Shape, Size extends number> = {
  readonly [Axis in keyof Target]: Target[Axis] extends -1 ? Size : Target[Axis]
}
