import type { ArrayData, NumberArray, Shape } from '@gradus/kernel'
import type { Layout } from './array-data.ts'

/** Arrays of numbers or booleans, nested to any depth: `[[0, 1], [1, 0]]`. */
export type NestedArray = readonly (number | boolean | NestedArray)[]

/** Whatever can be read as an array: nested arrays, a typed array with one axis, or a typed array with its shape. */
export type ArraySource =
  | NestedArray
  | NumberArray
  | { readonly data: NumberArray; readonly shape: Shape; readonly dtype?: ArrayData['dtype'] }

/**
 * The shape of an {@link ArraySource}: literal sizes for const tuples, `number` for what is known at run time.
 *
 * @example
 * type S = ShapeOf<readonly [readonly [0, 1], readonly [1, 0]]> // readonly [2, 2]
 */
export type ShapeOf<T> = T extends { readonly data: NumberArray; readonly shape: infer S extends Shape }
  ? S
  : T extends NumberArray
    ? readonly [number]
    : NestedShape<T>

type NestedShape<T> = [T] extends [readonly (infer Item)[]]
  ? readonly [(T & readonly unknown[])['length'], ...NestedShape<Item>]
  : readonly []

/** The shape of one of the samples that an array of this shape holds. */
export type SampleShape<S extends Shape, L extends Layout> = L extends 'samplesFirst'
  ? S extends readonly [number, ...infer Sample extends Shape]
    ? readonly [...Sample]
    : Shape
  : S extends readonly [...infer Sample extends Shape, number]
    ? readonly [...Sample]
    : Shape

/** The shape of some samples: how many is known at run time. */
export type BatchShape<Sample extends Shape, L extends Layout> = L extends 'samplesFirst'
  ? readonly [number, ...Sample]
  : readonly [...Sample, number]
