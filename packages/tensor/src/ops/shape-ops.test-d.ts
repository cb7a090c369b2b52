import type { Shape } from '@gradus/kernel'
import {
  argMax,
  cast,
  concat,
  cumulativeSum,
  dot,
  flip,
  gather,
  glu,
  logSumExp,
  max,
  norm,
  oneHot,
  outer,
  pad,
  slice,
  softmax,
  sort,
  sparsemax,
  split,
  squeeze,
  stack,
  type Tensor,
  take,
  tile,
  topK,
  unsqueeze,
  variance,
} from '../index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** A statement that fails to compile unless the result has exactly this shape. */
declare function expectShape<S extends Shape>(): <R extends Shape>(result: Tensor<R>, ...exact: Equal<R, S> extends true ? [] : [R]) => void

declare const x: Tensor<readonly [4, 3]>
declare const rows: Tensor<readonly [2, 3]>
declare const v: Tensor<readonly [3]>
declare const indices: Tensor<readonly [5, 2]>
declare const any: Tensor

/** Protects: the shapes of results that are known when the program is written. */
export function known(): void {
  expectShape<readonly [4]>()(max(x, 1))
  expectShape<readonly [4, 1]>()(variance(x, -1, { keepDims: true, correction: 1 }))
  expectShape<readonly []>()(norm(x))
  expectShape<readonly [3]>()(logSumExp(x, 0))
  expectShape<readonly [4]>()(argMax(x, 1))
  expectShape<readonly []>()(argMax(x))
  expectShape<readonly [4, 3]>()(softmax(x))
  expectShape<readonly [4, 3]>()(sparsemax(x, 0))
  expectShape<readonly [2, 3]>()(glu(x, 0))
  expectShape<readonly [5, 1]>()(glu(cast(indices, 'float32')))
  expectShape<readonly [4, 3]>()(cumulativeSum(x, 0))
  expectShape<readonly [4, 3]>()(flip(x, 0))
  expectShape<readonly [4, 3]>()(sort(x).indices)
  expectShape<readonly [4, 1, 3]>()(unsqueeze(x, 1))
  expectShape<readonly [4, 3]>()(squeeze(unsqueeze(x, -1)))
  expectShape<readonly [6, 3]>()(concat([x, rows]))
  expectShape<readonly [4, 6]>()(concat([x, x], -1))
  expectShape<readonly [2, 4, 3]>()(stack([x, x]))
  expectShape<readonly [5, 2]>()(gather(x, indices))
  expectShape<readonly [5, 2, 3]>()(take(x, indices))
  expectShape<readonly [5, 2, 10]>()(oneHot(indices, 10))
  expectShape<readonly [3, 3]>()(outer(v, v))
  expectShape<readonly []>()(dot(v, v))
}

/** Protects: what depends on values keeps its rank, and what is unknown stays so. */
export function unknown(): void {
  expectShape<readonly [number, number]>()(slice(x, [[0, 2]]))
  expectShape<readonly [number, number]>()(
    pad(x, [
      [1, 1],
      [0, 0],
    ]),
  )
  expectShape<readonly [number, number]>()(tile(x, [2, 1]))
  expectShape<readonly [number, number]>()(split(x, 2)[0]!)
  expectShape<readonly [number, number]>()(topK(x, 2).values)
  expectShape<Shape>()(take(x, indices, 1))
  expectShape<Shape>()(max(any, 1))
  expectShape<Shape>()(concat([any, x]))
}

/** Protects: mistakes that show before the program runs. */
export function mistakes(): void {
  // @ts-expect-error "max: axis 2 out of range [-2,1]"
  max(x, 2)
  // @ts-expect-error "argMax: axis -3 out of range [-2,1]"
  argMax(x, -3)
  // @ts-expect-error "concat: [4,3] and [3] have different ranks"
  concat([x, v])
  // @ts-expect-error "stack: [4,3] and [2,3] differ: axis 0 is 4 and 2"
  stack([x, rows])
  // @ts-expect-error "squeeze: axis 0 of [4,3] is not 1"
  squeeze(x, 0)
  // @ts-expect-error "unsqueeze: axis 3 out of range [-3,2]"
  unsqueeze(x, 3)
  // @ts-expect-error "dot: the vectors have 3 and 2 elements"
  dot(v, max(rows, 1))
}
