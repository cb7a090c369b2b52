import { bytesPerElement, checkShape, describe, GradusError, normalizeAxis, rowMajorStrides, type Shape, shapeText } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { executeParts, type PartsPlan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Concat, Result, ShapesOf } from '../types/index.ts'
import { sliceAxis } from './slice.ts'

/**
 * Tensors laid end to end along an axis, 0 unless stated.
 *
 * Shape: [2, 3] and [5, 3] → [7, 3]; all axes but the one must agree.
 * Gradient: each tensor gets its part of the upstream gradient.
 * Throws: GradusError 'shape' for no tensors or shapes that do not fit, 'type' for mixed dtypes.
 *
 * @example
 * concat([tensor([[1, 2]]), tensor([[3, 4], [5, 6]])]).toArray() // [[1, 2], [3, 4], [5, 6]]
 */
export function concat<const T extends readonly Tensor[], const A extends number = 0>(
  tensors: Check<T, Concat<ShapesOf<T>, A>>,
  axis?: A,
): Tensor<Result<Concat<ShapesOf<T>, A>>> {
  checkTensors('concat', tensors)
  const first = tensors[0]!
  const along = normalizeAxis('concat', axis === undefined ? 0 : axis, first.rank)
  for (let i = 1; i < tensors.length; i++) checkFits(tensors[i]!, i, first, along)
  checkShape('concat', joinedShape(tensors, along), bytesPerElement[first.dtype])
  return apply(concatOp, [...tensors], along) as never
}

/** Throws unless `tensors` is a list of at least one tensor, all of one dtype. */
export function checkTensors(operation: string, tensors: unknown): asserts tensors is readonly Tensor[] {
  if (!Array.isArray(tensors)) throw new GradusError('type', `${operation}: expected an array of tensors, got ${describe(tensors)}`)
  if (tensors.length === 0) throw new GradusError('shape', `${operation}: needs at least one tensor`)
  tensors.forEach((tensor: unknown, i) => {
    checkTensor(operation, `item ${i}`, tensor)
    const { dtype } = tensors[0] as Tensor
    if (tensor.dtype !== dtype) {
      throw new GradusError(
        'type',
        `${operation}: item ${i} is ${tensor.dtype}, expected ${dtype} as item 0; nothing is converted by itself, use cast`,
      )
    }
  })
}

function checkFits({ shape }: Tensor, i: number, { shape: first }: Tensor, along: number): void {
  const both = `${shapeText(first)} and ${shapeText(shape)} (item ${i})`
  if (shape.length !== first.length) throw new GradusError('shape', `concat: ${both} have different ranks`)
  const differs = shape.findIndex((size, axis) => axis !== along && size !== first[axis])
  if (differs >= 0) throw new GradusError('shape', `concat: ${both} differ: axis ${differs} is ${first[differs]} and ${shape[differs]}`)
}

function joinedShape(parts: readonly { readonly shape: Shape }[], axis: number): Shape {
  return parts[0]!.shape.with(
    axis,
    parts.reduce((total, { shape }) => total + shape[axis]!, 0),
  )
}

const plans = /* @__PURE__ */ new LayoutCache<PartsPlan>()

const concatOp: Op<number> = {
  name: 'concat',
  formula: ({ inputs, options }) => `${inputs.length} tensors end to end along axis ${options}`,
  forward: (inputs, axis) =>
    executeParts(
      plans.get(inputs, axis, (layouts) => plan(layouts, axis)),
      inputs,
    ),
  gradient: (g, { inputs, options: axis }) => {
    let end = 0
    return inputs.map(({ shape }) => {
      const start = end
      end += shape[axis]!
      const range = [start, end] as const
      return () => sliceAxis(g, axis, range)
    })
  },
}

/** One copy per tensor, each through the view of its part of the result. */
function plan(layouts: readonly Layout[], axis: number): PartsPlan {
  const { dtype } = layouts[0]!
  const shape = joinedShape(layouts, axis)
  const strides = rowMajorStrides(shape)
  let start = 0
  return {
    output: layoutOf(dtype, shape),
    kernels: layouts.map((layout) => {
      const offset = start * strides[axis]!
      start += layout.shape[axis]!
      return {
        kind: 'map',
        name: 'concat',
        shape: layout.shape,
        inputs: [{ offset: layout.offset, strides: layout.strides }],
        body: expression.input(0, dtype),
        output: { offset, strides },
      }
    }),
  }
}
