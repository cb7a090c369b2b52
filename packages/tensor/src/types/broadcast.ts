import type { Shape } from '@gradus/kernel'
import type { Fits } from './check.ts'
import type { ShapeText, SizeText } from './text.ts'

/**
 * The shape of an elementwise result: axes are aligned at the end, an axis of 1 repeats.
 * The first condition is the one that the compiler can decide for type parameters: S with S, or with a number, is S.
 *
 * @example
 * type S = Broadcast<readonly [4, 1], readonly [3]> // Fits<readonly [4, 3]>
 */
export type Broadcast<A extends Shape, B extends Shape, Operation extends string = 'broadcast'> =
  Fits<B> extends Fits<A | readonly []>
    ? Fits<A>
    : Align<A, B> extends infer Sizes
      ? Sizes extends Shape
        ? Fits<Sizes>
        : `${Operation}: ${ShapeText<A>} and ${ShapeText<B>} do not broadcast: ${Clash<Sizes>}`
      : never

/** The sizes of the result; where two do not agree, the two as text. */
type Align<A, B, Out extends readonly unknown[] = readonly []> = A extends readonly [...infer RestA, infer SizeA extends number]
  ? B extends readonly [...infer RestB, infer SizeB extends number]
    ? Align<RestA, RestB, readonly [Agree<SizeA, SizeB>, ...Out]>
    : B extends readonly []
      ? readonly [...A, ...Out]
      : readonly [...number[], ...Out]
  : A extends readonly []
    ? B extends readonly unknown[]
      ? readonly [...B, ...Out]
      : never
    : readonly [...number[], ...Out]

/** A size both can have, or the other's where one is 1. `number & 3` is 3: at run time it is 3, 1 or an error. */
type Agree<A extends number, B extends number> = [(A & B) | (1 extends A ? B : never) | (1 extends B ? A : never)] extends [infer Size]
  ? [Size] extends [never]
    ? `${SizeText<A>} and ${SizeText<B>}`
    : Size
  : never

/** The first axis that clashes, as the run-time error counts it; from the end when the rank is unknown. */
export type Clash<Sizes, Axis extends readonly unknown[] = []> = Sizes extends readonly [infer First, ...infer Rest]
  ? First extends string
    ? `axis ${Axis['length']} is ${First}`
    : Clash<Rest, [...Axis, First]>
  : ClashFromEnd<Sizes>

type ClashFromEnd<Sizes, Axis extends readonly unknown[] = [0]> = Sizes extends readonly [...infer Rest, infer Last]
  ? Last extends string
    ? `axis -${Axis['length']} is ${Last}`
    : ClashFromEnd<Rest, [...Axis, Last]>
  : never
