/** Numbers or booleans in arrays of any depth, as `tensor` takes them. */
export type NestedInput = number | boolean | readonly NestedInput[]

/**
 * The shape of nested arrays: literal sizes for const tuples, `number` for plain arrays; a sentence when ragged.
 *
 * @example
 * type S = ShapeOf<readonly [readonly [1, 2], readonly [3, 4]]> // readonly [2, 2]
 * type D = ShapeOf<number[][]> // readonly [number, number]
 */
export type ShapeOf<T> = [T] extends [never]
  ? readonly []
  : [T] extends [readonly (infer Item)[]]
    ? readonly [(T & readonly unknown[])['length'], ...ShapeOf<Item>]
    : readonly []
