import { checkOptions, expression as e, GradusError, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Only, Pool2d, Result } from '../types/index.ts'
import { firstMaximumPlan, positionPlan, readsOf } from '../window/first-maximum.ts'
import { leastOf } from '../window/least.ts'
import type { Pair } from '../window/options.ts'
import { type Pool2dOptions, type Pooling, poolingOf } from '../window/pooling.ts'
import { executeSpread, poolPlan, spreadPlan } from '../window/pooling-plans.ts'
import { gatherOps } from './gather.ts'
import { reshape } from './reshape.ts'

/**
 * The largest element of each window of an image, channel by channel. NaN wins; what is padded never does.
 *
 * Shape: [batch, height, width, channels] → [batch, rows, columns, channels], where rows = ⌊(height + 2 · padding − size) / stride⌋ + 1. With
 * `layout: 'channelsFirst'` images are [batch, channels, height, width].
 * Gradient: the upstream gradient, for the first of the largest elements in row-major order; where windows overlap, the sum of what they give.
 * Throws: GradusError 'shape' when not one window fits, 'range' for a size or stride below 1 or a padding as large as the window.
 *
 * @example
 * maxPool2d(reshape(arange(0, 16), [1, 4, 4, 1]), 2).toArray() // [[[[5], [7]], [[13], [15]]]]
 * maxPool2d(zeros([1, 5, 5, 3]), 3, { stride: 2, padding: 'same' }).shape // [1, 3, 3, 3]
 */
export function maxPool2d<X extends Shape, const Size extends Pair, const O extends Pool2dOptions = object>(
  x: Tensor<X>,
  size: Check<Size, Pool2d<X, Size, O, 'maxPool2d'>>,
  options?: Only<O, Pool2dOptions>,
): Tensor<Result<Pool2d<X, Size, O, 'maxPool2d'>>> {
  checkTensor('maxPool2d', 'x', x)
  checkOptions('maxPool2d', options, ['stride', 'padding', 'layout'])
  if (!numeric.includes(x.dtype))
    throw new GradusError('type', `maxPool2d: the tensor is ${x.dtype}, expected ${numeric.join(' or ')}; use cast`)
  return apply(maxPool2dOp, [x], poolingOf('maxPool2d', x.shape, size, options ?? {})) as never
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()
const offsetPlans = /* @__PURE__ */ new LayoutCache<Plan>()
const imagePlans = /* @__PURE__ */ new LayoutCache<Plan>()
const spreadPlans = /* @__PURE__ */ new LayoutCache<Plan>()

const maxPool2dOp: Op<Pooling> = {
  name: 'maxPool2d',
  formula: (node) => `max a over ${windowText(node.options)}`,
  forward: (inputs, pooling) =>
    execute(
      plans.get(inputs, pooling.key, ([x]) => poolPlan('maxPool2d', pooling, x!, 'maximum', leastOf(x!.dtype))),
      inputs,
    ),
  gradient: (g, { inputs: [x], output, options }) => [
    () => apply(maxUnpool2dOp, [g, apply(firstMaximumOp, [x!, output], options)], options),
  ],
}

/** Where each window has its maximum, as an offset. It is found again for the backward pass: that costs less than keeping it. */
const firstMaximumOp: Op<Pooling> = {
  name: 'firstMaximum',
  formula: (node) => `first place of b in ${windowText(node.options)} of a`,
  forward: ([x, maximum], pooling) =>
    execute(
      offsetPlans.get([x!, maximum!], pooling.key, (layouts) => firstMaximumPlan(pooling, layouts[0]!, layouts[1]!)),
      [maximum!, ...new Array<Tensor>(readsOf(pooling)).fill(x!)],
    ),
}

/** Where in its image the element lies that an offset means. */
const imagePositionOp: Op<Pooling> = {
  name: 'imagePosition',
  formula: () => 'a + the position of its window',
  forward: (inputs, pooling) =>
    execute(
      imagePlans.get(inputs, pooling.key, ([offsets]) => positionPlan(pooling, offsets!)),
      inputs,
    ),
}

/** The sum of what the windows that cover an element of an image have for it. Inputs: elements, offsets. */
const maxUnpool2dOp: Op<Pooling> = {
  name: 'maxUnpool2d',
  formula: () => 'Σ a where the window has its maximum here, at b',
  forward: (inputs, pooling) =>
    executeSpread(
      spreadPlans.get(inputs, pooling.key, ([elements, offsets]) => {
        const spread = [
          { layout: elements!, fill: 0, ends: false },
          { layout: offsets!, fill: -1, ends: false },
        ]
        const { dtype } = elements!
        return spreadPlan('maxUnpool2d', pooling, spread, (offset) =>
          e.select(e.equal(e.input(1, 'int32'), offset), e.input(0, dtype), e.constant(0, dtype)),
        )
      }),
      pooling,
      inputs,
    ),
  gradient: (g, { inputs: [elements, offsets], options }) => [
    () => {
      const along = options.layout === 'channelsFirst' ? 2 : 1
      const read = apply(gatherOps.read, [flattened(g, along), flattened(apply(imagePositionOp, [offsets!], options), along)], along)
      return reshape(read, elements!.shape) as Tensor
    },
    undefined,
  ],
}

/** Height and width, of which the first is axis `along`, as one axis. */
function flattened(x: Tensor, along: number): Tensor {
  return reshape(x, [...x.shape.slice(0, along), x.shape[along]! * x.shape[along + 1]!, ...x.shape.slice(along + 2)] as Shape) as Tensor
}

function windowText({ windows: [tall, wide] }: Pooling): string {
  return `windows of ${tall.size}×${wide.size}`
}
