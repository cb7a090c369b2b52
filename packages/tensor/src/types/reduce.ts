import type { Shape } from '@gradus/kernel'
import type { AnySizes, AxisKeys, Drop, KnownRank } from './axes.ts'
import type { Fits } from './check.ts'

/**
 * The shape after a reduction over one axis, a tuple of axes, or all (`undefined`). Negative axes count from the end.
 *
 * @example
 * type S = Reduce<readonly [4, 2, 3], readonly [0, -1]> // Fits<readonly [2]>
 * type K = Reduce<readonly [4, 2, 3], 1, true> // Fits<readonly [4, 1, 3]>
 */
export type Reduce<
  S extends Shape,
  Axes extends number | Shape | undefined = undefined,
  KeepDims extends boolean = false,
  Operation extends string = 'reduce',
> = [Axes] extends [undefined]
  ? Fits<KeepDims extends true ? Ones<S, keyof S> : readonly []>
  : KnownRank<S> extends false
    ? Fits<KeepDims extends true ? AnySizes<S> : Shape>
    : Axes extends number
      ? ReduceAxes<S, readonly [Axes], KeepDims, Operation>
      : ReduceAxes<S, Axes, KeepDims, Operation>

type ReduceAxes<S extends Shape, Axes, KeepDims, Operation extends string> = Axes extends Shape
  ? number extends Axes['length'] | Axes[number]
    ? Fits<KeepDims extends true ? AnySizes<S> : number extends Axes['length'] ? Shape : DropAny<S, Axes>>
    : AxisKeys<S, Axes, Operation> extends infer Outcome
      ? Outcome extends { keys: infer Keys }
        ? Fits<KeepDims extends true ? Ones<S, Keys> : Drop<S, Keys>>
        : Outcome
      : never
  : never

/** The shape with 1 for the axes whose keys are among `Keys`. */
type Ones<S extends Shape, Keys> = { readonly [Axis in keyof S]: Axis extends Keys ? 1 : S[Axis] }

/** The rank is known, the sizes are not: some axes are left out, which is known at run time. */
type DropAny<S extends Shape, Axes extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape]
  ? Axes extends readonly [unknown, ...infer RestAxes extends Shape]
    ? DropAny<Rest, RestAxes>
    : AnySizes<S>
  : readonly []
