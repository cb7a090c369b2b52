import type { Shape } from '@gradus/kernel'
import type { Broadcast } from './broadcast.ts'
import type { Fits } from './check.ts'
import type { ShapeText, SizeText } from './text.ts'

/**
 * The shape of a matrix product by numpy's rules: the last two axes are matrices, the axes before them broadcast, a
 * vector is a row on the left and a column on the right.
 *
 * @example
 * type S = Matmul<readonly [number, 2], readonly [2, 3]> // Fits<readonly [number, 3]>
 */
export type Matmul<A extends Shape, B extends Shape> = [unknown] extends [A | B]
  ? Fits<Shape> // any, and where the compiler asks what a type parameter could be
  : A extends readonly [...infer RestA extends Shape, infer K extends number]
    ? B extends readonly [infer L extends number]
      ? Inner<A, B, K, L, Fits<readonly [...RestA]>>
      : B extends readonly [infer L extends number, infer N extends number]
        ? Inner<A, B, K, L, Fits<readonly [...RestA, N]>>
        : B extends readonly [...infer BatchB extends Shape, infer L extends number, infer N extends number]
          ? Inner<A, B, K, L, Batched<RestA, BatchB, N>>
          : B extends readonly []
            ? Scalar
            : Fits<Shape>
    : A extends readonly []
      ? Scalar
      : B extends readonly []
        ? Scalar
        : Fits<Shape>

/** The outcome so far, if the axes that are multiplied and summed are of one size. */
type Inner<A extends Shape, B extends Shape, K extends number, L extends number, Outcome> = [K] extends [L]
  ? Outcome
  : [L] extends [K]
    ? Outcome
    : `matmul: inner dimensions ${SizeText<K>} and ${SizeText<L>} differ: ${ShapeText<A>} x ${ShapeText<B>}${Hint<A, B, K, L>}`

type Batched<RestA extends Shape, BatchB extends Shape, N extends number> = RestA extends readonly []
  ? Fits<readonly [...BatchB, N]>
  : RestA extends readonly [...infer BatchA extends Shape, infer M extends number]
    ? Broadcast<BatchA, BatchB, 'matmul'> extends infer Batch
      ? Batch extends Fits<infer Axes>
        ? Fits<readonly [...Axes, M, N]>
        : Batch
      : never
    : Fits<Shape>

type Hint<A extends Shape, B extends Shape, K extends number, L extends number> = B extends readonly [...Shape, K]
  ? '; transpose the second?'
  : A extends readonly [...Shape, L, number]
    ? '; transpose the first?'
    : ''

type Scalar = 'matmul: needs rank >= 1, got []; use multiply for scalars'
