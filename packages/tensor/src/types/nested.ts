import type { Shape } from '@gradus/kernel'
import type { Fits } from './check.ts'

/** What `tensor` takes: a number or a boolean, or arrays of them to any depth. */
export type NestedInput = number | boolean | readonly NestedInput[]

/**
 * The shape of nested arrays: literal sizes for const tuples, `number` for plain arrays; a sentence when they are ragged.
 *
 * @example
 * type S = ShapeOf<readonly [readonly [1, 2], readonly [3, 4]]> // Fits<readonly [2, 2]>
 * type D = ShapeOf<number[][]> // Fits<readonly [number, number]>
 */
export type ShapeOf<V> = unknown extends V ? Fits<Shape> : Extents<V> extends FirstExtents<V> ? Fits<Extents<V>> : Ragged<V>

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

/** The sentence on the first item that is unlike item [0]: a union of them would be reported item by item. */
type Ragged<V, Seen extends readonly unknown[] = []> = V extends readonly [infer First, ...unknown[]]
  ? Seen['length'] extends 500
    ? 'tensor: ragged: some item is unlike item [0]'
    : Extents<V[Seen['length']]> extends FirstExtents<First>
      ? Ragged<V, [...Seen, 0]>
      : Unlike<Seen['length'], V[Seen['length']], First>
  : 'tensor: ragged'

type Unlike<I extends number, Item, First> = [Item, First] extends [readonly unknown[], readonly unknown[]]
  ? Length<Item> extends Length<First>
    ? `tensor: ragged: the items of item [${I}] differ in shape from those of item [0]`
    : `tensor: ragged: item [${I}] has length ${Length<Item>}, expected ${Length<First>} (as item [0])`
  : `tensor: ragged: item [${I}] is ${Item extends readonly unknown[] ? 'an array, expected a number' : 'a number, expected an array'} (as item [0])`
