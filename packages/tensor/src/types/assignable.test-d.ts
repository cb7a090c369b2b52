// Protects: a tensor of known shape is a tensor, so that parameters of all shapes lie in one map; a wrong shape is none.
import type { Shape } from '@gradus/kernel'
import { relu, type Tensor, zeros } from '../index.ts'

declare const known: Tensor<readonly [4, 2]>
declare const batch: Tensor<readonly [number, 2]>
declare const mutable: Tensor<[4, 2]>
declare const mutableBatch: Tensor<[number, 2]>
declare const dynamic: Tensor

export const asTensor: Tensor = known
export const asAnyRank: Tensor<readonly [...number[], 2]> = known
export const asBatch: Tensor<readonly [number, 2]> = known
export const fromMutable: Tensor = mutable
export const fromMutableBatch: Tensor = mutableBatch
export const mutableAsReadonly: Tensor<readonly [4, 2]> = mutable
export const fromLiteral: Tensor<[4, 2]> = zeros([4, 2])
export const parameters: ReadonlyMap<string, Tensor> = new Map<string, Tensor>([
  ['kernel', known],
  ['bias', zeros([2])],
])

// @ts-expect-error: another size
export const otherSize: Tensor<readonly [4, 3]> = known
// @ts-expect-error: another rank
export const otherRank: Tensor<readonly [4]> = known
// @ts-expect-error: not every batch has four rows
export const fixedBatch: Tensor<readonly [4, 2]> = batch
// @ts-expect-error: not every tensor is a matrix
export const fixedRank: Tensor<readonly [4, 2]> = dynamic

/** In a function over any shape, S with S, and S with a number, is S; other results are of a shape that is not known there. */
export function swish<S extends Shape>(x: Tensor<S>): Tensor<S> {
  return x.add(1).add(relu(x)).add(x)
}
export function normalized<S extends Shape>(x: Tensor<S>): Tensor {
  return x
    .add(x.sum(-1, { keepDims: true }))
    .matmul(x)
    .reshape([3, -1])
    .transpose()
}
export function project<Batch extends number>(x: Tensor<readonly [Batch, 2]>): Tensor<readonly [Batch, 3]> {
  return x.matmul(zeros([2, 3]))
}
export const projected: Tensor<readonly [4, 3]> = project(swish(known))

// Without a return type of its own, the function's result is worked out at each call.
function affine<Batch extends number>(x: Tensor<readonly [Batch, 2]>) {
  return x.matmul(zeros([2, 3])).add(zeros([3]))
}
export const mapped: Tensor<readonly [4, 3]> = affine(known)
