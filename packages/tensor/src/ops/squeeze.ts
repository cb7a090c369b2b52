import { GradusError, normalizeAxes, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { layoutOf } from '../layout.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Result, Squeeze } from '../types/index.ts'
import { defineView } from './define-view.ts'
import { type Axes, axesText } from './reduce.ts'
import { reshape } from './reshape.ts'

/**
 * The tensor without its axes of 1: all of them, or those that are named. No copy is made.
 *
 * Shape: [1, 3, 1] → [3]; over axis 0 → [3, 1]
 * Gradient: reshaped back.
 * Throws: GradusError 'shape' when a named axis is not 1.
 *
 * @example
 * squeeze(zeros([1, 3, 1]), 0).shape // [3, 1]
 */
export function squeeze<S extends Shape, const A extends Axes = undefined>(
  x: Tensor<S>,
  axes?: Check<A, Squeeze<S, A>>,
): Tensor<Result<Squeeze<S, A>>> {
  checkTensor('squeeze', 'x', x)
  const dropped = normalizeAxes('squeeze', axes, x.rank).filter((axis) => axes !== undefined || x.shape[axis] === 1)
  const wrong = dropped.find((axis) => x.shape[axis] !== 1)
  if (wrong !== undefined) throw new GradusError('shape', `squeeze: axis ${wrong} of ${shapeText(x.shape)} is not 1`)
  return apply(squeezeOp, [x], dropped) as never
}

const squeezeOp = /* @__PURE__ */ defineView<readonly number[]>({
  name: 'squeeze',
  formula: (dropped) => (dropped.length === 0 ? 'a' : `a without ${axesText(dropped)}`),
  key: (dropped) => dropped.join(),
  layout: ({ dtype, shape, strides, offset }, dropped) => {
    const kept = (_: number, axis: number): boolean => !dropped.includes(axis)
    return layoutOf(dtype, shape.filter(kept), strides.filter(kept), offset)
  },
  gradient: (g, x) => reshape(g, x.shape),
})
