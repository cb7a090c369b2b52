import { checkShape, normalizeAxis, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { layoutOf } from '../layout.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Result, Unsqueeze } from '../types/index.ts'
import { defineView } from './define-view.ts'
import { squeeze } from './squeeze.ts'

/**
 * The tensor with a new axis of 1, which becomes axis `axis` of the result. No copy is made.
 *
 * Shape: [2, 3] with axis 0 → [1, 2, 3], with axis −1 → [2, 3, 1]
 * Gradient: squeezed.
 *
 * @example
 * unsqueeze(tensor([1, 2]), -1).toArray() // [[1], [2]]
 */
export function unsqueeze<S extends Shape, const A extends number>(
  x: Tensor<S>,
  axis: Check<A, Unsqueeze<S, A>>,
): Tensor<Result<Unsqueeze<S, A>>> {
  checkTensor('unsqueeze', 'x', x)
  const at = normalizeAxis('unsqueeze', axis, x.rank + 1)
  checkShape('unsqueeze', x.shape.toSpliced(at, 0, 1))
  return apply(unsqueezeOp, [x], at) as never
}

const unsqueezeOp = /* @__PURE__ */ defineView<number>({
  name: 'unsqueeze',
  formula: (axis) => `a with new axis ${axis}`,
  key: (axis) => `${axis}`,
  // An axis of one element is never walked along, so its stride is free: 0 is no multiple of a size.
  layout: ({ dtype, shape, strides, offset }, axis) => layoutOf(dtype, shape.toSpliced(axis, 0, 1), strides.toSpliced(axis, 0, 0), offset),
  gradient: (g, _, axis) => squeeze(g, axis),
})
