import type { Shape } from '@gradus/kernel'
import type { AnySizes, AxisKey, KnownRank } from './axes.ts'
import type { Fits } from './check.ts'
import type { Divide } from './decimal.ts'
import type { ShapeText } from './text.ts'

/**
 * The shape with one axis, the last unless stated, of half its size.
 *
 * @example
 * type S = Halved<readonly [4, 6]> // Fits<readonly [4, 3]>
 */
export type Halved<S extends Shape, Axis extends number = -1, Operation extends string = 'halve'> =
  KnownRank<S> extends false
    ? Fits<Shape>
    : number extends Axis
      ? Fits<AnySizes<S>>
      : AxisKey<S, Axis, Operation> extends infer Outcome
        ? Outcome extends { key: infer Key extends string }
          ? { readonly [I in keyof S]: I extends Key ? Divide<S[I], 2> : S[I] } extends infer Sizes
            ? Sizes extends Shape
              ? Fits<Sizes>
              : `${Operation}: axis ${Key} of shape ${ShapeText<S>} does not divide into two halves`
            : never
          : Outcome
        : never
