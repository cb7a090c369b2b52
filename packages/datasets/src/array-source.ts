import type { ArrayData, NumberArray, Shape } from '@gradus/kernel'

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
