import type { Shape } from '@gradus/kernel'
import type { AnySizes, AxisKey, AxisKeys, KnownRank } from './axes.ts'
import type { Fits } from './check.ts'
import type { ShapeText } from './text.ts'

/** The shape with all axes reversed. */
export type Transpose<S extends Shape> = KnownRank<S> extends true ? Reversed<S> : Shape

/**
 * The shape with its axes in the order of `Order`: result axis i is axis `Order[i]`.
 *
 * @example
 * type S = Permute<readonly [2, 3, 4], readonly [0, 2, 1]> // Fits<readonly [2, 4, 3]>
 */
export type Permute<S extends Shape, Order extends Shape, Operation extends string = 'permute'> =
  KnownRank<S> extends false
    ? Fits<Shape>
    : number extends Order['length'] | Order[number]
      ? Fits<AnySizes<S>>
      : Order['length'] extends S['length']
        ? AxisKeys<S, Order, Operation> extends infer Outcome
          ? Outcome extends `${string} duplicate axis ${string}`
            ? NotAPermutation<S, Order, Operation>
            : Outcome extends string
              ? Outcome
              : Fits<{ readonly [I in keyof Order]: SizeAt<S, Order[I], Operation> }>
          : never
        : NotAPermutation<S, Order, Operation>

type NotAPermutation<
  S extends Shape,
  Order extends Shape,
  Operation extends string,
> = `${Operation}: order ${ShapeText<Order>} must name each of the ${S['length']} axes exactly once`

type SizeAt<S extends Shape, Axis extends number, Operation extends string> =
  AxisKey<S, Axis, Operation> extends { key: infer Key extends keyof S } ? S[Key] & number : never

type Reversed<S extends Shape, Out extends Shape = readonly []> = S extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Reversed<Rest, readonly [First, ...Out]>
  : Out
