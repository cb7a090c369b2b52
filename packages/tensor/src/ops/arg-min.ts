import type { Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { argExtreme, defineArgExtreme } from './arg-extreme.ts'
import { minOp } from './min.ts'
import type { ReduceOptions } from './reduce.ts'

/**
 * Where along an axis the smallest element lies, as int32; without an axis, its row-major position in the whole tensor.
 * The first of equals wins, and the first NaN before all.
 *
 * Shape: [a, b, c] over axis 1 → [a, c], with keepDims [a, 1, c].
 * Gradient: none.
 * Throws: GradusError 'range' when there is no element.
 *
 * @example
 * argMin(tensor([[1, 3], [5, 2]]), 1).toArray() // [0, 1]
 */
export function argMin<S extends Shape, const A extends number | undefined = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axis?: Check<A, Reduce<S, A, K, 'argMin'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'argMin'>>> {
  return argExtreme(argMinOp, x, axis as number | undefined, options) as never
}

const argMinOp = /* @__PURE__ */ defineArgExtreme('argMin', minOp)
