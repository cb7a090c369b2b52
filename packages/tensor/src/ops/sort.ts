import { checkBoolean, checkOptions, normalizeAxis, rowMajorStrides, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { gather } from './gather.ts'

/** Options of {@link sort}. */
export interface SortOptions {
  /** The largest first. */
  readonly descending?: boolean
}

/** Elements in order, and where along the axis each of them was, as int32. */
export interface Sorted<S extends Shape = Shape> {
  /** The elements in order. */
  readonly values: Tensor<S>
  /** Where along the axis each was, int32. */
  readonly indices: Tensor<S>
}

/**
 * The elements in ascending order along an axis, the last unless stated. Equal ones keep their order; NaN comes last, descending too.
 *
 * Gradient: the upstream gradient of each value goes to where it came from.
 *
 * @example
 * const { values, indices } = sort(tensor([3, 1, 2]))
 * values.toArray() // [1, 2, 3]
 * indices.toArray() // [1, 2, 0]
 */
export function sort<S extends Shape>(x: Tensor<S>, axis = -1, options: SortOptions = {}): Sorted<S> {
  checkTensor('sort', 'x', x)
  const along = normalizeAxis('sort', axis, x.rank)
  checkOptions('sort', options, ['descending'])
  const { descending = false } = options
  checkBoolean('sort', 'descending', descending)
  const indices = positionsInOrder(x, along, descending) as Tensor<S>
  return { values: gather(x, indices, along), indices }
}

/** Where along the axis the elements lie, in their order. */
export function positionsInOrder(x: Tensor, axis: number, descending: boolean): Tensor {
  return apply(sortOp, [x], { axis, descending })
}

interface SortArguments {
  readonly axis: number
  readonly descending: boolean
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const sortOp: Op<SortArguments> = {
  name: 'sort',
  formula: ({ options: { axis, descending } }) => `positions of a in ${descending ? 'descending' : 'ascending'} order along axis ${axis}`,
  forward: (inputs, args) =>
    execute(
      plans.get(inputs, `${args.axis}${args.descending}`, ([layout]) => plan(layout!, args)),
      inputs,
    ),
}

/** The kernel sorts along the last axis of its views, which may be any of the tensor's. */
function plan({ shape, strides, offset }: Layout, { axis, descending }: SortArguments): Plan {
  const order = [...[...shape.keys()].filter((other) => other !== axis), axis]
  const outputStrides = rowMajorStrides(shape)
  return {
    output: layoutOf('int32', shape),
    kernel: {
      kind: 'sort',
      name: 'sort',
      shape: order.map((own) => shape[own]!),
      descending,
      input: { offset, strides: order.map((own) => strides[own]!) },
      output: { offset: 0, strides: order.map((own) => outputStrides[own]!) },
    },
  }
}
