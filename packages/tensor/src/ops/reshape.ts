import { describe, elementCount, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { apply, type Op } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reshape, Result } from '../types/index.ts'
import { reshaped } from '../view.ts'

/**
 * The same elements in row-major order under another shape; one dimension may be −1 and is worked out.
 *
 * Gradient: reshaped back.
 * Throws: GradusError 'shape' when the elements do not fill the shape.
 *
 * @example
 * reshape(tensor([1, 2, 3, 4]), [2, -1]).toArray() // [[1, 2], [3, 4]]
 */
export function reshape<S extends Shape, const T extends Shape>(
  x: Tensor<S>,
  shape: Check<T, Reshape<S, T>>,
): Tensor<Result<Reshape<S, T>>> {
  checkTensor('reshape', 'x', x)
  return apply(reshapeOp, [x], resolveShape(x.shape, shape as Shape)) as never
}

const reshapeOp: Op<Shape> = {
  name: 'reshape',
  formula: ({ options }) => `a as ${shapeText(options)}`,
  forward: ([x], shape) => reshaped(x!, shape),
  gradient: (g, { inputs: [x] }) => [() => apply(reshapeOp, [g], x!.shape)],
}

/** The shape with its −1 worked out. Throws 'shape' when it cannot be, or when the counts differ. */
function resolveShape(from: Shape, to: Shape): Shape {
  if (!Array.isArray(to)) throw new GradusError('type', `reshape: shape must be an array, got ${describe(to)}`)
  to.forEach((size: unknown, axis) => {
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < -1) {
      throw new GradusError('shape', `reshape: dimension ${axis} is ${describe(size)}, expected an integer >= 0, or -1 once`)
    }
  })
  const count = elementCount(from)
  const open = to.indexOf(-1)
  if (open < 0) {
    if (elementCount(to) !== count) throw new GradusError('shape', `reshape: ${count} elements cannot fill ${shapeText(to)}`)
    return to
  }
  if (to.indexOf(-1, open + 1) >= 0) throw new GradusError('shape', `reshape: only one dimension may be -1, got ${shapeText(to)}`)
  const rest = to.reduce((product, size) => (size === -1 ? product : product * size), 1)
  if (rest === 0) throw new GradusError('shape', `reshape: -1 in ${shapeText(to)} is ambiguous beside a size of 0`)
  if (count % rest !== 0) throw new GradusError('shape', `reshape: ${count} elements cannot fill ${shapeText(to)}`)
  return to.map((size) => (size === -1 ? count / rest : size))
}
