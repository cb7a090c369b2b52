import { describe, GradusError, normalizeAxis, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Permute, Result } from '../types/index.ts'
import { view } from '../view.ts'

/**
 * The axes in another order. No copy is made.
 *
 * Shape: axis i of the result is axis `order[i]` of x.
 * Gradient: permuted back.
 * Throws: GradusError 'shape' unless every axis occurs exactly once.
 *
 * @example
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape // [4, 2, 3]
 */
export function permute<S extends Shape, const P extends readonly number[]>(
  x: Tensor<S>,
  order: Check<P, Permute<S, P, 'permute'>>,
): Tensor<Result<Permute<S, P, 'permute'>>> {
  checkTensor('permute', 'x', x)
  if (!Array.isArray(order)) throw new GradusError('type', `permute: order must be an array of axes, got ${describe(order)}`)
  const axes = (order as Shape).map((axis) => normalizeAxis('permute', axis, x.rank))
  if (axes.length !== x.rank || new Set(axes).size !== x.rank) {
    throw new GradusError('shape', `permute: order [${axes.join(',')}] must name each of the ${x.rank} axes exactly once`)
  }
  return apply(permuteOp, [x], axes) as never
}

const permutedLayouts = /* @__PURE__ */ new LayoutCache<Layout>()

const permuteOp: Op<readonly number[]> = {
  name: 'permute',
  formula: ({ options }) => `a with axes ${options.join(', ')}`,
  forward: ([x], order) =>
    view(
      x!,
      permutedLayouts.get([x!], order.join(), ([from]) => permuted(from!, order)),
    ),
  gradient: (g, { options: order }) => [
    () =>
      apply(
        permuteOp,
        [g],
        order.map((_, axis) => order.indexOf(axis)),
      ),
  ],
}

function permuted({ dtype, shape, strides, offset }: Layout, order: readonly number[]): Layout {
  return layoutOf(
    dtype,
    order.map((axis) => shape[axis]!),
    order.map((axis) => strides[axis]!),
    offset,
  )
}
