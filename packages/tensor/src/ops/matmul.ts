import { broadcastShapes, type DType, GradusError, rowMajorStrides, type Shape, shapeText } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { broadcastStrides, type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import { sumTo } from '../sum-to.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Matmul, Result } from '../types/index.ts'
import { permute } from './permute.ts'
import { reshape } from './reshape.ts'

/**
 * The matrix product; leading axes are a batch and broadcast. A vector on the left is a row, on the right a column, and its axis is dropped.
 *
 * Shape: [m, k] × [k, n] → [m, n]; [batch, m, k] × [k, n] → [batch, m, n]; [k] × [k] → []
 * Gradient: g bᵀ and aᵀ g, summed over broadcast batches. Each product sum runs in index order.
 * Throws: GradusError 'shape' for a scalar or when the inner dimensions differ, 'type' for mixed or non-float dtypes.
 *
 * @example
 * matmul(tensor([[1, 2], [3, 4]]), tensor([[1], [1]])).toArray() // [[3], [7]]
 */
export function matmul<A extends Shape, B extends Shape>(a: Tensor<A>, b: Check<Tensor<B>, Matmul<A, B>>): Tensor<Result<Matmul<A, B>>> {
  checkTensor('matmul', 'a', a)
  checkTensor('matmul', 'b', b)
  return apply(matmulOp, [a, b], undefined) as never
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const matmulOp: Op<undefined> = {
  name: 'matmul',
  formula: () => 'Σₖ aᵢₖ bₖⱼ',
  forward: (inputs) =>
    execute(
      plans.get(inputs, '', ([a, b]) => plan(a!, b!)),
      inputs,
    ),
  gradient: (g, { inputs: [a, b] }) => {
    // As matrices: a vector on the left is one row, on the right one column.
    const left = a!.rank === 1 ? reshape(a!, [1, a!.size]) : a!
    const right = b!.rank === 1 ? reshape(b!, [b!.size, 1]) : b!
    const batch = g.shape.slice(0, g.rank - (a!.rank > 1 ? 1 : 0) - (b!.rank > 1 ? 1 : 0))
    const upstream = reshape(g, [...batch, left.shape[left.rank - 2]!, right.shape[right.rank - 1]!] as Shape) as Tensor
    return [
      () => reshape(sumTo(matmul(upstream, swapLast(right)) as Tensor, left.shape), a!.shape) as Tensor,
      () => reshape(sumTo(matmul(swapLast(left), upstream) as Tensor, right.shape), b!.shape) as Tensor,
    ]
  },
}

function swapLast(x: Tensor): Tensor {
  const last = x.rank - 1
  const order = x.shape.map((_, axis) => (axis === last ? last - 1 : axis === last - 1 ? last : axis))
  return permute(x, order) as Tensor
}

/** A contraction: the product of a view that does not move along n and one that does not move along m, summed over the last axis, k. */
function plan(a: Layout, b: Layout): Plan {
  checkFactors(a, b)
  const m = a.shape.slice(-2, -1)
  const n = b.shape.length > 1 ? b.shape.slice(-1) : []
  const batch = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2))
  const [mStride, kStrideA] = a.shape.length > 1 ? a.strides.slice(-2) : [undefined, a.strides[0]]
  const [kStrideB, nStride] = b.shape.length > 1 ? b.strides.slice(-2) : [b.strides[0], undefined]
  const zeros = (axes: readonly number[]): number[] => axes.map(() => 0)
  const present = (stride: number | undefined): number[] => (stride === undefined ? [] : [stride])
  const shape = [...batch, ...m, ...n]
  return {
    output: layoutOf(a.dtype, shape),
    kernel: {
      kind: 'map',
      name: 'matmul',
      shape: [...shape, a.shape.at(-1)!],
      inputs: [
        { offset: a.offset, strides: [...batchStrides(a, batch), ...present(mStride), ...zeros(n), kStrideA!] },
        { offset: b.offset, strides: [...batchStrides(b, batch), ...zeros(m), ...present(nStride), kStrideB!] },
      ],
      body: expression.multiply(expression.input(0, a.dtype), expression.input(1, b.dtype)),
      output: { offset: 0, strides: rowMajorStrides(shape) },
      reduce: { operation: 'sum', axes: 1, order: 'sequential' },
    },
  }
}

function batchStrides(layout: Layout, batch: Shape): number[] {
  return broadcastStrides({ ...layout, shape: layout.shape.slice(0, -2), strides: layout.strides.slice(0, -2) }, batch)
}

function checkFactors(a: Layout, b: Layout): void {
  for (const { shape } of [a, b]) {
    if (shape.length === 0) throw new GradusError('shape', 'matmul: needs rank >= 1, got []; use multiply for scalars')
  }
  if (a.dtype !== b.dtype)
    throw new GradusError('type', `matmul: operands are ${a.dtype} and ${b.dtype}; nothing is converted by itself, use cast`)
  const accepted: readonly DType[] = ['float32', 'float64', 'int32']
  if (!accepted.includes(a.dtype))
    throw new GradusError('type', `matmul: the operands are ${a.dtype}, expected ${accepted.join(' or ')}; use cast`)
  const inner = a.shape.at(-1)!
  const other = b.shape.length > 1 ? b.shape.at(-2)! : b.shape[0]!
  if (inner !== other) {
    const hint = b.shape.at(-1) === inner ? '; transpose the second?' : a.shape.at(-2) === other ? '; transpose the first?' : ''
    throw new GradusError(
      'shape',
      `matmul: inner dimensions ${inner} and ${other} differ: ${shapeText(a.shape)} x ${shapeText(b.shape)}${hint}`,
    )
  }
}
