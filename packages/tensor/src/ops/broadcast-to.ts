import { broadcastShapes, checkShape, GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { broadcastStrides, layoutOf } from '../layout.ts'
import { apply, type Op } from '../op.ts'
import { sumTo } from '../sum-to.ts'
import type { Tensor } from '../tensor.ts'
import { view } from '../view.ts'

/**
 * The tensor repeated along axes of 1 and new leading axes until it has the given shape. No copy is made.
 *
 * Gradient: summed over the repeated axes.
 * Throws: GradusError 'shape' when an axis is neither 1 nor the wanted size.
 *
 * @example
 * broadcastTo(tensor([1, 2]), [2, 2]).toArray() // [[1, 2], [1, 2]]
 */
export function broadcastTo<const T extends Shape>(x: Tensor, shape: T): Tensor<T> {
  checkTensor('broadcastTo', 'x', x)
  checkShape('broadcastTo', shape)
  if (!sameShape(broadcastShapes('broadcastTo', x.shape, shape), shape)) {
    throw new GradusError('shape', `broadcastTo: ${shapeText(x.shape)} cannot shrink to ${shapeText(shape)}`)
  }
  return apply(broadcastOp, [x], shape) as never
}

const broadcastOp: Op<Shape> = {
  name: 'broadcastTo',
  formula: ({ options }) => `a repeated to ${shapeText(options)}`,
  forward: ([x], shape) => view(x!, layoutOf(x!.dtype, shape, broadcastStrides(x!.layout, shape), x!.layout.offset)),
  gradient: (g, { inputs: [x] }) => [() => sumTo(g, x!.shape)],
}
