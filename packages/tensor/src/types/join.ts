import type { Shape } from '@gradus/kernel'
import type { AnySizes, AxisKey, KnownRank } from './axes.ts'
import type { Clash } from './broadcast.ts'
import type { Fits } from './check.ts'
import type { Add } from './decimal.ts'
import type { Insert } from './squeeze.ts'
import type { ShapeText, SizeText } from './text.ts'

/** The shapes of a list of tensors, for the signature `const T extends readonly Tensor[]`. */
export type ShapesOf<Tensors extends readonly { readonly shape: Shape }[]> = { readonly [I in keyof Tensors]: Tensors[I]['shape'] }

/**
 * The shape of tensors laid end to end along one axis; all other axes must agree.
 *
 * @example
 * type S = Concat<readonly [readonly [2, 3], readonly [5, 3]]> // Fits<readonly [7, 3]>
 */
export type Concat<
  Shapes extends readonly Shape[],
  Axis extends number = 0,
  Operation extends string = 'concat',
> = Shapes extends readonly []
  ? `${Operation}: needs at least one tensor`
  : KnownRank<Shapes[0]> extends false
    ? Fits<Shape>
    : number extends Axis
      ? Fits<AnySizes<Shapes[0]>>
      : AxisKey<Shapes[0], Axis, Operation> extends infer Outcome
        ? Outcome extends { key: infer Key extends string }
          ? Shapes extends readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]]
            ? ConcatAll<First, Rest, Key, Operation>
            : Fits<ConcatUncounted<Shapes[0], Key>>
          : Outcome
        : never

/**
 * The shape of tensors of one shape along a new axis, which becomes axis `Axis` of the result.
 *
 * @example
 * type S = Stack<readonly [readonly [2, 3], readonly [2, 3]], -1> // Fits<readonly [2, 3, 2]>
 */
export type Stack<Shapes extends readonly Shape[], Axis extends number = 0, Operation extends string = 'stack'> = Shapes extends readonly []
  ? `${Operation}: needs at least one tensor`
  : Shapes extends readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]]
    ? ConcatAll<First, Rest, never, Operation> extends infer Outcome
      ? Outcome extends Fits<infer S>
        ? Insert<S, Axis, Shapes['length'], Operation>
        : Outcome
      : never
    : Insert<Shapes[0], Axis, number, Operation>

type ConcatAll<S extends Shape, Others extends readonly Shape[], Key extends string, Operation extends string> = Others extends readonly [
  infer Next extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? ConcatTwo<S, Next, Key, Operation> extends infer Outcome
    ? Outcome extends Fits<infer Both>
      ? ConcatAll<Both, Rest, Key, Operation>
      : Outcome
    : never
  : Others extends readonly []
    ? Fits<Readonly<S>>
    : Fits<AnySizes<S>>

type ConcatUncounted<S extends Shape, Key> = { readonly [I in keyof S]: I extends Key ? number : S[I] }

type ConcatTwo<A extends Shape, B extends Shape, Key extends string, Operation extends string> = number extends A['length'] | B['length']
  ? Fits<Shape>
  : A['length'] extends B['length']
    ? { readonly [I in keyof A]: I extends Key ? Add<A[I], SizeAt<B, I>> : Same<A[I], SizeAt<B, I>> } extends infer Sizes
      ? Sizes extends Shape
        ? Fits<Sizes>
        : `${Operation}: ${ShapeText<A>} and ${ShapeText<B>} differ: ${Clash<Sizes>}`
      : never
    : `${Operation}: ${ShapeText<A>} and ${ShapeText<B>} have different ranks`

type SizeAt<S extends Shape, Axis> = Axis extends keyof S ? (S[Axis] extends number ? S[Axis] : never) : never

type Same<A extends number, B extends number> = [A & B] extends [never] ? `${SizeText<A>} and ${SizeText<B>}` : A & B
