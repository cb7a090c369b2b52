import type { Shape } from '@gradus/kernel'
import type {
  Add,
  Broadcast,
  Concat,
  Divide,
  ElementCount,
  Fits,
  Flatten,
  LastAxis,
  Matmul,
  Multiply,
  NestedInput,
  Permute,
  Reduce,
  Reshape,
  ShapeOf,
  ShapeText,
  Squeeze,
  Stack,
  Subtract,
  Transpose,
  Unsqueeze,
  WithLastAxis,
} from './index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

/** Protects: sizes are exact, whatever their digits, and fall back to `number` instead of a wrong literal. */
export type Decimal = Expect<
  [
    Equal<Add<999, 1>, 1000>,
    Equal<Add<5, 17>, 22>,
    Equal<Add<0, 0>, 0>,
    Equal<Add<123, 9999>, 10122>,
    Equal<Add<number, 1>, number>,
    Equal<Subtract<1000, 1>, 999>,
    Equal<Subtract<100, 100>, 0>,
    Equal<Subtract<3, 4>, never>,
    Equal<Subtract<9, 10>, never>,
    Equal<Multiply<784, 512>, 401408>,
    Equal<Multiply<4096, 4096>, 16777216>,
    Equal<Multiply<46341, 46341>, 2147488281>,
    Equal<Multiply<99, 101>, 9999>,
    Equal<Multiply<0, 7>, 0>,
    Equal<Multiply<250, 40>, 10000>,
    Equal<Multiply<number, 3>, number>,
    Equal<Multiply<-2, 3>, number>,
    Equal<Multiply<1.5, 2>, number>,
    Equal<Multiply<9007199254740991, 9007199254740991>, number>,
    Equal<Multiply<2 | 3, 5>, 10 | 15>,
    Equal<Divide<401408, 784>, 512>,
    Equal<Divide<10, 4>, undefined>,
    Equal<Divide<3, 10>, undefined>,
    Equal<Divide<0, 5>, 0>,
    Equal<Divide<7, 0>, number>,
    Equal<Divide<1000000, 8>, 125000>,
    Equal<Divide<number, 2>, number>,
  ]
>

/** Protects: numpy's rules; what is unknown goes with everything. */
export type BroadcastCases = Expect<
  [
    Equal<Broadcast<readonly [4, 1], readonly [3]>, Fits<readonly [4, 3]>>,
    Equal<Broadcast<readonly [], readonly [2, 3]>, Fits<readonly [2, 3]>>,
    Equal<Broadcast<readonly [1], readonly [0]>, Fits<readonly [0]>>,
    Equal<Broadcast<readonly [8, 1, 6, 1], readonly [7, 1, 5]>, Fits<readonly [8, 7, 6, 5]>>,
    Equal<Broadcast<readonly [number, 2], readonly [2]>, Fits<readonly [number, 2]>>,
    Equal<Broadcast<readonly [number, 1], readonly [4, number]>, Fits<readonly [4, number]>>,
    Equal<Broadcast<readonly [1 | 2], readonly [1 | 3]>, Fits<readonly [1 | 2 | 3]>>,
    Equal<Broadcast<Shape, readonly [2]>, Fits<Shape>>,
    Equal<Broadcast<Shape, Shape>, Fits<Shape>>,
    Equal<Broadcast<readonly [...number[], 1], readonly [2]>, Fits<readonly [...number[], 2]>>,
    Equal<Broadcast<readonly [2, 3], readonly [2, 4], 'add'>, 'add: [2,3] and [2,4] do not broadcast: axis 1 is 3 and 4'>,
    Equal<Broadcast<readonly [2, 3], readonly [4, 5], 'add'>, 'add: [2,3] and [4,5] do not broadcast: axis 0 is 2 and 4'>,
    Equal<
      Broadcast<readonly [number, 3], readonly [2, number, 4], 'add'>,
      'add: [number,3] and [2,number,4] do not broadcast: axis 2 is 3 and 4'
    >,
    Equal<Broadcast<readonly [...number[], 3], readonly [4], 'add'>, 'add: [...,3] and [4] do not broadcast: axis -1 is 3 and 4'>,
  ]
>

export type MatmulCases = Expect<
  [
    Equal<Matmul<readonly [2, 3], readonly [3, 4]>, Fits<readonly [2, 4]>>,
    Equal<Matmul<readonly [3], readonly [3]>, Fits<readonly []>>,
    Equal<Matmul<readonly [3], readonly [3, 4]>, Fits<readonly [4]>>,
    Equal<Matmul<readonly [2, 3], readonly [3]>, Fits<readonly [2]>>,
    Equal<Matmul<readonly [5, 1, 2, 3], readonly [7, 3, 4]>, Fits<readonly [5, 7, 2, 4]>>,
    Equal<Matmul<readonly [3], readonly [7, 3, 4]>, Fits<readonly [7, 4]>>,
    Equal<Matmul<readonly [7, 2, 3], readonly [3]>, Fits<readonly [7, 2]>>,
    Equal<Matmul<readonly [number, 2], readonly [2, 3]>, Fits<readonly [number, 3]>>,
    Equal<Matmul<readonly [4, number], readonly [2, 3]>, Fits<readonly [4, 3]>>,
    Equal<Matmul<readonly [...number[], 2], readonly [2, 3]>, Fits<readonly [...number[], 3]>>,
    Equal<Matmul<Shape, readonly [2, 3]>, Fits<Shape>>,
    Equal<Matmul<readonly [2, 3], Shape>, Fits<Shape>>,
    Equal<Matmul<readonly [2, 3], readonly [2, 3]>, 'matmul: inner dimensions 3 and 2 differ: [2,3] x [2,3]; transpose the second?'>,
    Equal<Matmul<readonly [3, 2], readonly [3, 4]>, 'matmul: inner dimensions 2 and 3 differ: [3,2] x [3,4]; transpose the first?'>,
    Equal<Matmul<readonly [number, 2], readonly [3]>, 'matmul: inner dimensions 2 and 3 differ: [number,2] x [3]'>,
    Equal<Matmul<readonly [5, 2, 3], readonly [7, 3, 4]>, 'matmul: [5] and [7] do not broadcast: axis 0 is 5 and 7'>,
    Equal<Matmul<readonly [], readonly [2, 3]>, 'matmul: needs rank >= 1, got []; use multiply for scalars'>,
    Equal<Matmul<readonly [1, 3], readonly [1, 4]>, 'matmul: inner dimensions 3 and 1 differ: [1,3] x [1,4]; transpose the first?'>,
  ]
>

export type ReduceCases = Expect<
  [
    Equal<Reduce<readonly [4, 2, 3]>, Fits<readonly []>>,
    Equal<Reduce<readonly [4, 2, 3], 0>, Fits<readonly [2, 3]>>,
    Equal<Reduce<readonly [4, 2, 3], -1>, Fits<readonly [4, 2]>>,
    Equal<Reduce<readonly [4, 2, 3], readonly [0, -1]>, Fits<readonly [2]>>,
    Equal<Reduce<readonly [4, 2, 3], readonly []>, Fits<readonly [4, 2, 3]>>,
    Equal<Reduce<readonly [4, 2, 3], readonly [0, -1], true>, Fits<readonly [1, 2, 1]>>,
    Equal<Reduce<readonly [4, 2], undefined, true>, Fits<readonly [1, 1]>>,
    Equal<Reduce<readonly [number, 2], 0>, Fits<readonly [2]>>,
    Equal<Reduce<readonly [4, 2, 3], number>, Fits<readonly [number, number]>>,
    Equal<Reduce<readonly [4, 2, 3], number, true>, Fits<readonly [number, number, number]>>,
    Equal<Reduce<readonly [4, 2, 3], readonly number[]>, Fits<Shape>>,
    Equal<Reduce<Shape, 1>, Fits<Shape>>,
    Equal<Reduce<Shape>, Fits<readonly []>>,
    Equal<Reduce<readonly [4, 2, 3], 3, false, 'sum'>, 'sum: axis 3 out of range [-3,2]'>,
    Equal<Reduce<readonly [4, 2, 3], -4, true, 'sum'>, 'sum: axis -4 out of range [-3,2]'>,
    Equal<Reduce<readonly [4, 2, 3], readonly [1, -2], false, 'sum'>, 'sum: duplicate axis 1'>,
    Equal<Reduce<readonly [], 0, false, 'sum'>, 'sum: axis 0 given, but a scalar has no axes'>,
  ]
>

export type ReshapeCases = Expect<
  [
    Equal<Reshape<readonly [4, 2], readonly [8]>, Fits<readonly [8]>>,
    Equal<Reshape<readonly [1], readonly []>, Fits<readonly []>>,
    Equal<Reshape<readonly [4, 2], readonly [-1]>, Fits<readonly [8]>>,
    Equal<Reshape<readonly [60000, 28, 28], readonly [-1, 784]>, Fits<readonly [60000, 784]>>,
    Equal<Reshape<readonly [number, 28, 28], readonly [-1, 784]>, Fits<readonly [number, 784]>>,
    Equal<Reshape<readonly [number, 784], readonly [number, 28, 28]>, Fits<readonly [number, 28, 28]>>,
    Equal<Reshape<readonly [0, 3], readonly [0]>, Fits<readonly [0]>>,
    Equal<Reshape<Shape, readonly [2, 3]>, Fits<readonly [2, 3]>>,
    Equal<Reshape<Shape, readonly [2, -1]>, Fits<readonly [2, number]>>,
    Equal<Reshape<readonly [2, 3], Shape>, Fits<Shape>>,
    Equal<Reshape<readonly [5], readonly [2, 3]>, 'reshape: 5 elements cannot fill [2,3]'>,
    Equal<Reshape<readonly [2, 3], readonly [-1, 4]>, 'reshape: 6 elements cannot fill [-1,4]'>,
    Equal<Reshape<readonly [2, 3], readonly [-1, -1]>, 'reshape: only one dimension may be -1, got [-1,-1]'>,
    Equal<Reshape<readonly [0, 3], readonly [0, -1]>, 'reshape: -1 in [0,-1] is ambiguous beside a size of 0'>,
    Equal<Flatten<readonly [28, 28, 3]>, readonly [2352]>,
    Equal<Flatten<readonly [number, 28]>, readonly [number]>,
    Equal<ElementCount<readonly []>, 1>,
  ]
>

export type TransposeCases = Expect<
  [
    Equal<Transpose<readonly [2, 3, 4]>, readonly [4, 3, 2]>,
    Equal<Transpose<readonly []>, readonly []>,
    Equal<Transpose<readonly [number, 2]>, readonly [2, number]>,
    Equal<Transpose<Shape>, Shape>,
    Equal<Permute<readonly [2, 3, 4], readonly [2, 0, 1]>, Fits<readonly [4, 2, 3]>>,
    Equal<Permute<readonly [2, 3, 4], readonly [0, -1, 1]>, Fits<readonly [2, 4, 3]>>,
    Equal<Permute<readonly [2, 3], readonly number[]>, Fits<readonly [number, number]>>,
    Equal<Permute<Shape, readonly [1, 0]>, Fits<Shape>>,
    Equal<Permute<readonly [2, 3, 4], readonly [0, 0, 1]>, 'permute: order [0,0,1] must name each of the 3 axes exactly once'>,
    Equal<Permute<readonly [2, 3, 4], readonly [0, 1]>, 'permute: order [0,1] must name each of the 3 axes exactly once'>,
    Equal<Permute<readonly [2, 3], readonly [0, 2]>, 'permute: axis 2 out of range [-2,1]'>,
  ]
>

export type JoinCases = Expect<
  [
    Equal<Concat<readonly [readonly [2, 3], readonly [5, 3]]>, Fits<readonly [7, 3]>>,
    Equal<Concat<readonly [readonly [2, 3], readonly [2, 1], readonly [2, 10]], -1>, Fits<readonly [2, 14]>>,
    Equal<Concat<readonly [readonly [number, 3], readonly [5, 3]]>, Fits<readonly [number, 3]>>,
    Equal<Concat<readonly [readonly [2, number], readonly [5, 3]]>, Fits<readonly [7, 3]>>,
    Equal<Concat<readonly (readonly [2, 3])[]>, Fits<readonly [number, 3]>>,
    Equal<Concat<readonly Shape[]>, Fits<Shape>>,
    Equal<Concat<readonly [readonly [2, 3], readonly [2, 4]]>, 'concat: [2,3] and [2,4] differ: axis 1 is 3 and 4'>,
    Equal<Concat<readonly [readonly [2, 3], readonly [2]]>, 'concat: [2,3] and [2] have different ranks'>,
    Equal<Concat<readonly [readonly [2, 3]], 2>, 'concat: axis 2 out of range [-2,1]'>,
    Equal<Concat<readonly []>, 'concat: needs at least one tensor'>,
    Equal<Stack<readonly [readonly [2, 3], readonly [2, 3]]>, Fits<readonly [2, 2, 3]>>,
    Equal<Stack<readonly [readonly [2, 3], readonly [number, 3], readonly [2, 3]], -1>, Fits<readonly [2, 3, 3]>>,
    Equal<Stack<readonly (readonly [2])[], 1>, Fits<readonly [2, number]>>,
    Equal<Stack<readonly Shape[]>, Fits<Shape>>,
    Equal<Stack<readonly [readonly [2, 3], readonly [2, 4]]>, 'stack: [2,3] and [2,4] differ: axis 1 is 3 and 4'>,
  ]
>

export type SqueezeCases = Expect<
  [
    Equal<Squeeze<readonly [1, 4, 1]>, Fits<readonly [4]>>,
    Equal<Squeeze<readonly [1, 4, 1], -1>, Fits<readonly [1, 4]>>,
    Equal<Squeeze<readonly [1, 4, 1], readonly [0, 2]>, Fits<readonly [4]>>,
    Equal<Squeeze<readonly [number, 4], 0>, Fits<readonly [4]>>,
    Equal<Squeeze<readonly [number, 4]>, Fits<Shape>>,
    Equal<Squeeze<Shape, 0>, Fits<Shape>>,
    Equal<Squeeze<readonly [1, 4], 1>, 'squeeze: axis 1 of [1,4] is not 1'>,
    Equal<Unsqueeze<readonly [4, 2], 0>, Fits<readonly [1, 4, 2]>>,
    Equal<Unsqueeze<readonly [4, 2], 2>, Fits<readonly [4, 2, 1]>>,
    Equal<Unsqueeze<readonly [4, 2], -1>, Fits<readonly [4, 2, 1]>>,
    Equal<Unsqueeze<readonly [4, 2], -3>, Fits<readonly [1, 4, 2]>>,
    Equal<Unsqueeze<readonly [4, 2], number>, Fits<readonly [number, number, number]>>,
    Equal<Unsqueeze<Shape, 0>, Fits<Shape>>,
    Equal<Unsqueeze<readonly [4, 2], 3>, 'unsqueeze: axis 3 out of range [-3,2]'>,
  ]
>

export type NestedCases = Expect<
  [
    Equal<ShapeOf<readonly [readonly [1, 2], readonly [3, 4]]>, Fits<readonly [2, 2]>>,
    Equal<ShapeOf<readonly [readonly [readonly [true]], readonly [readonly [false]]]>, Fits<readonly [2, 1, 1]>>,
    Equal<ShapeOf<number[][]>, Fits<readonly [number, number]>>,
    Equal<ShapeOf<readonly [number[], number[]]>, Fits<readonly [2, number]>>,
    Equal<ShapeOf<5>, Fits<readonly []>>,
    Equal<ShapeOf<boolean>, Fits<readonly []>>,
    Equal<ShapeOf<readonly []>, Fits<readonly [0]>>,
    Equal<ShapeOf<readonly [readonly [], readonly []]>, Fits<readonly [2, 0]>>,
    Equal<ShapeOf<NestedInput>, Fits<Shape>>,
    Equal<ShapeOf<number | number[]>, Fits<Shape>>,
    Equal<ShapeOf<readonly [readonly [1, 2], readonly [3]]>, 'tensor: ragged: item [1] has length 1, expected 2 (as item [0])'>,
    Equal<ShapeOf<readonly [readonly [1], 2]>, 'tensor: ragged: item [1] is a number, expected an array (as item [0])'>,
    Equal<ShapeOf<readonly [1, readonly [2]]>, 'tensor: ragged: item [1] is an array, expected a number (as item [0])'>,
    Equal<
      ShapeOf<readonly [readonly [readonly [1]], readonly [readonly [1, 2]]]>,
      'tensor: ragged: the items of item [1] differ in shape from those of item [0]'
    >,
  ]
>

export type AxisCases = Expect<
  [
    Equal<LastAxis<readonly [number, 2]>, 2>,
    Equal<LastAxis<readonly [...number[], 2]>, 2>,
    Equal<LastAxis<Shape>, number>,
    Equal<LastAxis<readonly []>, never>,
    Equal<WithLastAxis<readonly [number, 2], 3>, readonly [number, 3]>,
    Equal<WithLastAxis<readonly [...number[], 2], 3>, readonly [...number[], 3]>,
    Equal<WithLastAxis<Shape, 3>, readonly [...number[], 3]>,
    Equal<ShapeText<readonly []>, '[]'>,
    Equal<ShapeText<readonly [number, 2]>, '[number,2]'>,
    Equal<ShapeText<Shape>, '[...]'>,
    Equal<ShapeText<readonly [4, ...number[], 2]>, '[4,...,2]'>,
  ]
>
