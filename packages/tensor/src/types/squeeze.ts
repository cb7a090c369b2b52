import type { Shape } from '@gradus/kernel'
import type { AnySizes, AxisKey, AxisKeys, Drop, KnownRank } from './axes.ts'
import type { Fits } from './check.ts'
import type { ShapeText } from './text.ts'

/**
 * The shape without its axes of 1: all of them, or the one or the several that are named.
 *
 * @example
 * type S = Squeeze<readonly [4, 1, 2, 1], -1> // Fits<readonly [4, 1, 2]>
 */
export type Squeeze<S extends Shape, Axes extends number | Shape | undefined = undefined, Operation extends string = 'squeeze'> =
  KnownRank<S> extends false
    ? Fits<Shape>
    : [Axes] extends [undefined]
      ? Fits<number extends S[number] ? Shape : Drop<S, Ones<S>>>
      : Axes extends number
        ? SqueezeAxes<S, readonly [Axes], Operation>
        : SqueezeAxes<S, Axes, Operation>

/**
 * The shape with an axis of 1 before axis `Axis` of the shape, negative ones counted in the result.
 *
 * @example
 * type S = Unsqueeze<readonly [4, 2], -1> // Fits<readonly [4, 2, 1]>
 */
export type Unsqueeze<S extends Shape, Axis extends number, Operation extends string = 'unsqueeze'> = Insert<S, Axis, 1, Operation>

/** The shape with an axis of `Size` put in, so that it is axis `Axis` of the result. */
export type Insert<S extends Shape, Axis extends number, Size extends number, Operation extends string> =
  KnownRank<S> extends false
    ? Fits<Shape>
    : number extends Axis
      ? Fits<AnySizes<readonly [...S, Size]>>
      : AxisKey<readonly [...S, Size], Axis, Operation> extends infer Outcome
        ? Outcome extends { key: infer Key }
          ? Fits<InsertAt<S, Key, Size>>
          : Outcome
        : never

type InsertAt<S extends Shape, Key, Size extends number, Before extends Shape = readonly []> = `${Before['length']}` extends Key
  ? readonly [...Before, Size, ...S]
  : S extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? InsertAt<Rest, Key, Size, readonly [...Before, First]>
    : never

type SqueezeAxes<S extends Shape, Axes, Operation extends string> = Axes extends Shape
  ? number extends Axes['length'] | Axes[number]
    ? Fits<Shape>
    : AxisKeys<S, Axes, Operation> extends infer Outcome
      ? Outcome extends { keys: infer Keys extends string }
        ? [Keys] extends [MaybeOnes<S>]
          ? Fits<Drop<S, Keys>>
          : `${Operation}: axis ${Exclude<Keys, MaybeOnes<S>>} of ${ShapeText<S>} is not 1`
        : Outcome
      : never
  : never

/** The keys of the axes that are 1. */
type Ones<S extends Shape> = { [Axis in keyof S & `${number}`]: S[Axis] extends 1 ? Axis : never }[keyof S & `${number}`]

/** The keys of the axes that are 1, or may be at run time. */
type MaybeOnes<S extends Shape> = { [Axis in keyof S & `${number}`]: 1 extends S[Axis] ? Axis : never }[keyof S & `${number}`]
