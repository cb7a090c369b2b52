import type { Shape } from '@gradus/kernel'
import { numeric } from '../dtypes.ts'
import { apply } from '../op.ts'
import { scalarLike } from '../scalar.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { broadcastTo } from './broadcast-to.ts'
import { multiply } from './multiply.ts'
import { pad } from './pad.ts'
import { permute } from './permute.ts'
import { type Axes, defineReduction, type ReduceOptions, reduceArguments, reducedShape } from './reduce.ts'
import { reshape } from './reshape.ts'
import { sliceAxis } from './slice.ts'
import { stack } from './stack.ts'

/**
 * The product over axes; over all of them unless stated. The product of nothing is 1.
 *
 * Shape: as {@link sum}.
 * Gradient: for each element the product of the others, which is never found by division: right beside zeros too.
 *
 * @example
 * prod(tensor([[1, 2], [3, 4]]), 1).toArray() // [2, 12]
 */
export function prod<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'prod'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'prod'>>> {
  return apply(prodOp, [x], reduceArguments('prod', x, axes as Axes, options)) as never
}

const prodOp = /* @__PURE__ */ defineReduction({
  name: 'prod',
  formula: 'Π a',
  operation: 'product',
  dtypes: numeric,
  gradient: (g, { inputs: [x], options: { axes } }) => {
    const kept = reducedShape(x!.shape, { axes, keepDims: true })
    return multiply(productOfOthers(x!, axes), reshape(g, kept))
  },
})

/** For each element the product of all others over the axes. */
function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  const order = [...[...x.shape.keys()].filter((axis) => !axes.includes(axis)), ...axes]
  const moved = permute(x, order)
  const kept = moved.shape.slice(0, x.rank - axes.length)
  const count = moved.shape.slice(kept.length).reduce((product, size) => product * size, 1)
  const others = reshape(inRows(reshape(moved, [...kept, count] as Shape)), moved.shape)
  return permute(
    others,
    order.map((_, axis) => order.indexOf(axis)),
  )
}

/** The same along the last axis: neighbours pair up, each pair's others come from half as many products, and each element adds its partner. */
function inRows(x: Tensor): Tensor {
  const count = x.shape[x.rank - 1]!
  if (count <= 1) return broadcastTo(scalarLike('prod', 1, x), x.shape)
  if (count % 2 === 1) {
    const even = pad(x, [...x.shape.slice(1).map(() => [0, 0] as const), [0, 1]], { value: 1 })
    return sliceAxis(inRows(even), -1, [0, count])
  }
  const left = sliceAxis(x, -1, { step: 2 })
  const right = sliceAxis(x, -1, { start: 1, step: 2 })
  const others = inRows(multiply(left, right))
  return reshape(stack([multiply(others, right), multiply(others, left)], -1), x.shape)
}
