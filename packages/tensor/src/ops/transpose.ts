import type { Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Transpose } from '../types/index.ts'
import { view } from '../view.ts'

/**
 * The axes in reverse order: rows become columns. No copy is made. See {@link permute} for any other order.
 *
 * Shape: [a, b, c] → [c, b, a]
 * Gradient: transposed back.
 *
 * @example
 * transpose(tensor([[1, 2], [3, 4]])).toArray() // [[1, 3], [2, 4]]
 */
export function transpose<S extends Shape>(x: Tensor<S>): Tensor<Transpose<S>> {
  checkTensor('transpose', 'x', x)
  return apply(transposeOp, [x], undefined) as never
}

const transposedLayouts = /* @__PURE__ */ new LayoutCache<Layout>()

const transposeOp: Op<undefined> = {
  name: 'transpose',
  formula: () => 'aᵀ',
  forward: ([x]) =>
    view(
      x!,
      transposedLayouts.get([x!], '', ([from]) =>
        layoutOf(from!.dtype, from!.shape.toReversed(), from!.strides.toReversed(), from!.offset),
      ),
    ),
  gradient: (g) => [() => apply(transposeOp, [g], undefined)],
}
