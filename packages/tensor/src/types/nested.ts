import type { Shape } from '@gradus/kernel'

/** What `tensor` takes: a number or a boolean, or arrays of them to any depth. */
export type NestedInput = number | boolean | readonly NestedInput[]

/**
 * The shape of nested arrays: literal sizes for const tuples, `number` for plain arrays; a sentence when they are ragged.
 *
 * @example
 * type S = ShapeOf<readonly [readonly [1, 2], readonly [3, 4]]> // readonly [2, 2]
 * type D = ShapeOf<number[][]> // readonly [number, number]
 */
export type ShapeOf<V> = Extents<V> extends FirstExtents<V> ? Extents<V> : Ragged<V>

/** The lengths along each axis; a union of several where items differ, open-ended where arrays lie beside numbers. */
type Extents<V> = [V] extends [never]
  ? readonly []
  : [V] extends [readonly (infer Item)[]]
    ? readonly [Length<V>, ...Extents<Item>]
    : [V] extends [number | boolean]
      ? readonly []
      : Shape

/** The lengths along the first item of each axis, which the others must have too. */
type FirstExtents<V> = [V] extends [readonly [infer First, ...unknown[]]]
  ? readonly [Length<V>, ...FirstExtents<First>]
  : [V] extends [readonly (infer Item)[]]
    ? readonly [Length<V>, ...Extents<Item>]
    : Extents<V>

type Length<V> = V extends readonly unknown[] ? V['length'] : never

/** Names the items that are unlike the first one. */
type Ragged<V> = V extends readonly [infer First, ...unknown[]]
  ? { [I in keyof V & `${number}`]: Extents<V[I]> extends FirstExtents<First> ? never : Unlike<I, V[I], First> }[keyof V & `${number}`]
  : 'tensor: ragged'

type Unlike<I extends string, Item, First> = [Item, First] extends [readonly unknown[], readonly unknown[]]
  ? Length<Item> extends Length<First>
    ? `tensor: ragged: the items of item [${I}] differ in shape from those of item [0]`
    : `tensor: ragged: item [${I}] has length ${Length<Item>}, expected ${Length<First>} (as item [0])`
  : `tensor: ragged: item [${I}] is ${Item extends readonly unknown[] ? 'an array, expected a number' : 'a number, expected an array'} (as item [0])`
