import type { Shape } from '@gradus/kernel'
import type { Fits } from './check.ts'
import type { Arranged, First, ImageOf, LayoutOf, NoImage, PlacesOf, Second } from './window.ts'

/**
 * The shape of a pooling of images by windows that follow each other unless a stride is given.
 *
 * @example
 * type S = Pool2d<readonly [number, 28, 28, 8], 2, object> // Fits<readonly [number, 14, 14, 8]>
 */
export type Pool2d<X extends Shape, Size, Options, Operation extends string = 'pool2d'> = [unknown] extends [X]
  ? Fits<Shape>
  : [ImageOf<X, LayoutOf<Options>>] extends [never]
    ? NoImage<`${Operation}: x`, X, LayoutOf<Options>>
    : ImageOf<X, LayoutOf<Options>> extends readonly [
          infer N extends number,
          infer H extends number,
          infer W extends number,
          infer C extends number,
        ]
      ? PlacesOf<Operation, 'window', readonly [H, W], readonly [First<Size>, Second<Size>], Options, Size> extends infer Outcome
        ? Outcome extends { places: readonly [infer Rows extends number, infer Columns extends number] }
          ? Arranged<LayoutOf<Options>, N, Rows, Columns, C>
          : Extract<Outcome, string>
        : never
      : never
