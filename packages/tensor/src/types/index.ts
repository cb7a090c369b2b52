/**
 * Shape arithmetic at compile time, for the signatures of operations.
 *
 * Each of `Broadcast`, `Matmul`, `Reduce`, `Reshape`, `Permute`, `ShapeOf` … has for its outcome the shape of the result,
 * as `Fits<shape>`, or a sentence that says what is wrong, as a string literal type with the words of the run-time error.
 * `Check` puts the sentence in the place of the wrong argument's type, where the compiler prints it; `Result` is the shape,
 * or any shape after a mistake. A size that is `number` is known at run time and goes with everything; so do the shape
 * `readonly number[]` and a type parameter. `Transpose`, `Flatten` and `WithLastAxis` cannot fail and are shapes.
 *
 * The signatures of operations read so:
 *
 * ```ts
 * function add<A extends Shape = readonly [], B extends Shape = readonly []>(
 *   a: Tensor<A> | number,
 *   b: Check<Tensor<B> | number, Broadcast<A, B, 'add'>>,
 * ): Tensor<Result<Broadcast<A, B, 'add'>>>
 *
 * function matmul<A extends Shape, B extends Shape>(a: Tensor<A>, b: Check<Tensor<B>, Matmul<A, B>>): Tensor<Result<Matmul<A, B>>>
 *
 * function sum<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
 *   x: Tensor<S>,
 *   axes?: Check<A, Reduce<S, A, K, 'sum'>>,
 *   options?: ReduceOptions<K>,
 * ): Tensor<Result<Reduce<S, A, K, 'sum'>>>
 *
 * function reshape<S extends Shape, const T extends Shape>(x: Tensor<S>, shape: Check<T, Reshape<S, T>>): Tensor<Result<Reshape<S, T>>>
 * function transpose<S extends Shape>(x: Tensor<S>): Tensor<Transpose<S>>
 * function permute<S extends Shape, const P extends Shape>(x: Tensor<S>, order: Check<P, Permute<S, P>>): Tensor<Result<Permute<S, P>>>
 * function tensor<const V extends NestedInput>(values: Check<V, ShapeOf<V>>): Tensor<Result<ShapeOf<V>>>
 *
 * // `get shape(): Readonly<S>` makes Tensor<[4, 2]> the same as Tensor<readonly [4, 2]>. As methods,
 * // so that Tensor<readonly [4, 2]> stays assignable to Tensor:
 * matmul<A extends Shape, B extends Shape>(this: Tensor<A>, other: Check<Tensor<B>, Matmul<A, B>>): Tensor<Result<Matmul<A, B>>>
 * ```
 *
 * @example
 * type S = Result<Matmul<readonly [4, 2], readonly [2, 3]>> // readonly [4, 3]
 * type T = Matmul<readonly [4, 2], readonly [3, 2]> // 'matmul: inner dimensions 2 and 3 differ: [4,2] x [3,2]; transpose the second?'
 */
export type { AxisKeys, LastAxis, WithLastAxis } from './axes.ts'
export type { Broadcast } from './broadcast.ts'
export type { Check, Fits, Only, Result } from './check.ts'
export type { Conv2d, Convolved } from './conv2d.ts'
export type { Add, Divide, FloorDivide, Multiply, Subtract } from './decimal.ts'
export type { Halved } from './halved.ts'
export type { Concat, ShapesOf, Stack } from './join.ts'
export type { Matmul } from './matmul.ts'
export type { NestedInput, ShapeOf } from './nested.ts'
export type { Pool2d } from './pool2d.ts'
export type { Reduce } from './reduce.ts'
export type { ElementCount, Flatten, Reshape } from './reshape.ts'
export type { Squeeze, Unsqueeze } from './squeeze.ts'
export type { ShapeText, SizeText } from './text.ts'
export type { Permute, Transpose } from './transpose.ts'
export type { First, ImageOf, LayoutOf, NoImage, OptionOf, Second } from './window.ts'
