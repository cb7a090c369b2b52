import type { Shape } from '@gradus/kernel'
import type { Subtract } from './decimal.ts'

/** The size of the last axis; `number` when the shape is dynamic, `never` for a scalar. */
export type LastAxis<S extends Shape> = S extends readonly [...Shape, infer Last extends number]
  ? Last
  : S extends readonly []
    ? never
    : number

/**
 * The shape with its last axis replaced: what a dense layer does to `[...Batch, Inputs]`.
 *
 * @example
 * type S = WithLastAxis<readonly [number, 2], 16> // readonly [number, 16]
 */
export type WithLastAxis<S extends Shape, Size extends number> = S extends readonly [...infer Rest extends Shape, number]
  ? readonly [...Rest, Size]
  : S extends readonly []
    ? never
    : readonly [...number[], Size]

/** The shape of unknown sizes but the same rank. */
export type AnySizes<S extends Shape> = { readonly [Axis in keyof S]: number }

/** Whether the number of axes is known. */
export type KnownRank<S extends Shape> = [number] extends [S['length']] ? false : true

/** An axis as the text of a key of the shape, negative ones counted from the end; a sentence when out of range. */
export type AxisKey<S extends Shape, Axis extends number, Operation extends string> = `${Axis}` extends `-${infer Back extends number}`
  ? Subtract<S['length'], Back> extends infer Front
    ? [Front] extends [never]
      ? OutOfRange<S, Axis, Operation>
      : { key: `${Front & number}` }
    : never
  : `${Axis}` extends keyof S
    ? { key: `${Axis}` }
    : OutOfRange<S, Axis, Operation>

/**
 * The keys of several axes as a union; a sentence for the first that is out of range or named twice.
 */
export type AxisKeys<S extends Shape, Axes, Operation extends string, Found extends string = never> = Axes extends readonly [
  infer Axis extends number,
  ...infer Rest,
]
  ? AxisKey<S, Axis, Operation> extends infer Outcome
    ? Outcome extends { key: infer Key extends string }
      ? Key extends Found
        ? `${Operation}: duplicate axis ${Key}`
        : AxisKeys<S, Rest, Operation, Found | Key>
      : Outcome
    : never
  : { keys: Found }

/** The shape without the axes whose keys are among `Keys`. */
export type Drop<S, Keys, Seen extends readonly unknown[] = [], Out extends Shape = readonly []> = S extends readonly [
  infer Size extends number,
  ...infer Rest,
]
  ? Drop<Rest, Keys, [...Seen, Size], `${Seen['length']}` extends Keys ? Out : readonly [...Out, Size]>
  : Out

type OutOfRange<S extends Shape, Axis extends number, Operation extends string> = S extends readonly []
  ? `${Operation}: axis ${Axis} given, but a scalar has no axes`
  : `${Operation}: axis ${Axis} out of range [-${S['length']},${Subtract<S['length'], 1>}]`
