import { checkBoolean, checkOptions, type Guard, normalizeAxis, rowMajorStrides, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { cast } from './cast.ts'

/** Options of {@link cumulativeSum}. */
export interface CumulativeSumOptions {
  /** From the end to the start of the axis. */
  readonly reverse?: boolean
  /** Each sum without the element at its own place: the first is 0. */
  readonly exclusive?: boolean
}

/**
 * Running sums along an axis, the last unless stated, added in order. Those of bools count, as int32.
 *
 * Gradient: the cumulative sum of the upstream gradient in the other direction.
 *
 * @example
 * cumulativeSum(tensor([1, 2, 3])).toArray() // [1, 3, 6]
 * cumulativeSum(tensor([1, 2, 3]), 0, { reverse: true, exclusive: true }).toArray() // [5, 3, 0]
 */
export function cumulativeSum<S extends Shape>(x: Tensor<S>, axis = -1, options: CumulativeSumOptions = {}): Tensor<S> {
  checkTensor('cumulativeSum', 'x', x)
  const along = normalizeAxis('cumulativeSum', axis, x.rank)
  checkOptions('cumulativeSum', options, ['reverse', 'exclusive'])
  const { reverse = false, exclusive = false } = options
  checkBoolean('cumulativeSum', 'reverse', reverse)
  checkBoolean('cumulativeSum', 'exclusive', exclusive)
  const counted = x.dtype === 'bool' ? cast(x, 'int32') : x
  return apply(cumulativeSumOp, [counted], { axis: along, reverse, exclusive }) as never
}

interface CumulativeSumArguments {
  readonly axis: number
  readonly reverse: boolean
  readonly exclusive: boolean
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const cumulativeSumOp: Op<CumulativeSumArguments> = {
  name: 'cumulativeSum',
  formula: ({ options: { axis, reverse, exclusive } }) =>
    `Σ a ${reverse ? 'from' : 'up to'} here${exclusive ? ', exclusive,' : ''} along axis ${axis}`,
  forward: (inputs, args) =>
    execute(
      plans.get(inputs, `${args.axis}${args.reverse}${args.exclusive}`, ([layout]) => plan(layout!, args)),
      inputs,
    ),
  gradient: (g, { options }) => [() => apply(cumulativeSumOp, [g], { ...options, reverse: !options.reverse })],
}

/**
 * The kernel sums along the last axis of its views: that axis comes last, in reverse it is walked backwards, and exclusively the
 * input is seen one place behind the output, with 0 before its start.
 */
function plan({ dtype, shape, strides, offset }: Layout, { axis, reverse, exclusive }: CumulativeSumArguments): Plan {
  const order = [...[...shape.keys()].filter((other) => other !== axis), axis]
  const size = shape[axis]!
  const sign = reverse ? -1 : 1
  const start = reverse ? size - 1 : 0
  const outputStrides = rowMajorStrides(shape)
  const walked = (own: readonly number[]): number[] => order.map((axisOfView) => (axisOfView === axis ? sign : 1) * own[axisOfView]!)
  const behind: Guard = {
    start: start - sign,
    factors: order.map((own) => (own === axis ? sign : 0)),
    step: 1,
    size,
    stride: strides[axis]!,
  }
  return {
    output: layoutOf(dtype, shape),
    kernel: {
      kind: 'scan',
      name: 'cumulativeSum',
      shape: order.map((own) => shape[own]!),
      input: exclusive
        ? { offset, strides: order.map((own) => (own === axis ? 0 : strides[own]!)), guards: [behind] }
        : { offset: offset + start * strides[axis]!, strides: walked(strides) },
      output: { offset: start * outputStrides[axis]!, strides: walked(outputStrides) },
    },
  }
}
