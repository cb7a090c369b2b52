// The least that the shape types need: a class with the methods and the functions whose signatures `types/index.ts` proposes.
import type { Shape } from '@gradus/kernel'
import type {
  Broadcast,
  Check,
  Concat,
  Matmul,
  NestedInput,
  Permute,
  Reduce,
  Reshape,
  Result,
  ShapeOf,
  ShapesOf,
  Transpose,
  WithLastAxis,
} from '../index.ts'

export declare class Tensor<S extends Shape = Shape> {
  get shape(): Readonly<S>
  get gradient(): Tensor<S> | undefined
  add<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'add'>>,
  ): Tensor<Result<Broadcast<A, B, 'add'>>>
  matmul<A extends Shape, B extends Shape>(this: Tensor<A>, other: Check<Tensor<B>, Matmul<A, B>>): Tensor<Result<Matmul<A, B>>>
  sum<A extends Shape, const Axes extends number | Shape | undefined = undefined, const K extends boolean = false>(
    this: Tensor<A>,
    axes?: Check<Axes, Reduce<A, Axes, K, 'sum'>>,
    options?: { readonly keepDims?: K },
  ): Tensor<Result<Reduce<A, Axes, K, 'sum'>>>
  reshape<A extends Shape, const T extends Shape>(this: Tensor<A>, shape: Check<T, Reshape<A, T>>): Tensor<Result<Reshape<A, T>>>
  transpose<A extends Shape>(this: Tensor<A>): Tensor<Transpose<A>>
}

export declare function zeros<const S extends Shape>(shape: S): Tensor<S>
export declare function tensor<const V extends NestedInput>(values: Check<V, ShapeOf<V>>): Tensor<Result<ShapeOf<V>>>
export declare function add<A extends Shape = readonly [], B extends Shape = readonly []>(
  a: Tensor<A> | number,
  b: Check<Tensor<B> | number, Broadcast<A, B, 'add'>>,
): Tensor<Result<Broadcast<A, B, 'add'>>>
export declare function relu<S extends Shape>(x: Tensor<S>): Tensor<S>
export declare function permute<S extends Shape, const P extends Shape>(
  x: Tensor<S>,
  order: Check<P, Permute<S, P>>,
): Tensor<Result<Permute<S, P>>>
export declare function concat<const T extends readonly Tensor[], const Axis extends number = 0>(
  tensors: Check<T, Concat<ShapesOf<T>, Axis>>,
  axis?: Axis,
): Tensor<Result<Concat<ShapesOf<T>, Axis>>>
/** What a dense layer does to the last axis. */
export declare function dense<S extends Shape, const Units extends number>(x: Tensor<S>, units: Units): Tensor<WithLastAxis<S, Units>>
