import { checkOptions, GradusError, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Conv2d, Only, Result } from '../types/index.ts'
import { type Conv2dOptions, type Convolution, convolutionOf } from '../window/convolution.ts'
import { convolutionPlan, imageGradientPlan, kernelGradientPlan } from '../window/convolution-plans.ts'

/**
 * The convolution of images with a kernel, as networks mean it (the kernel is not turned around): at each place of a window, the sum of
 * the products of what it covers.
 *
 * Shape: [batch, height, width, channels] and [kernel height, kernel width, channels / groups, filters] → [batch, rows, columns, filters],
 * where rows = ⌊(height + 2 · padding − (kernel height − 1) · dilation − 1) / stride⌋ + 1. With `layout: 'channelsFirst'` images are
 * [batch, channels, height, width]; the kernel stays as it is.
 * Gradient: for the images, the sum over the windows that cover an element; for the kernel, the sum over all places. Products are added in index
 * order.
 * Throws: GradusError 'shape' when the channels differ or the kernel does not fit, 'range' for a stride below 1 or groups that do not
 * divide, 'type' for mixed dtypes or bools.
 *
 * @example
 * const image = reshape(arange(0, 9), [1, 3, 3, 1])
 * conv2d(image, ones([2, 2, 1, 1])).toArray() // [[[[8], [12]], [[20], [24]]]]
 * conv2d(image, ones([2, 2, 1, 1]), { stride: 2, padding: 'same' }).shape // [1, 2, 2, 1]
 */
export function conv2d<X extends Shape, K extends Shape, const O extends Conv2dOptions = object>(
  x: Tensor<X>,
  kernel: Check<Tensor<K>, Conv2d<X, K, O>>,
  options?: Only<O, Conv2dOptions>,
): Tensor<Result<Conv2d<X, K, O>>> {
  checkTensor('conv2d', 'x', x)
  checkTensor('conv2d', 'kernel', kernel)
  checkOptions('conv2d', options, ['stride', 'padding', 'dilation', 'groups', 'layout'])
  checkDTypes(x, kernel)
  return apply(conv2dOp, [x, kernel], convolutionOf('conv2d', x.shape, kernel.shape, options ?? {})) as never
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()
const kernelPlans = /* @__PURE__ */ new LayoutCache<Plan>()
const imagePlans = /* @__PURE__ */ new LayoutCache<Plan>()

// Each of the three is linear in both of its inputs, and its gradients are the other two: so they have gradients of any order.

const conv2dOp: Op<Convolution> = {
  name: 'conv2d',
  formula: (node) => `Σ a · b over ${windowText(node.options)}`,
  forward: (inputs, convolution) =>
    execute(
      plans.get(inputs, convolution.key, ([x, kernel]) => convolutionPlan(convolution, x!, kernel!)),
      inputs,
    ),
  gradient: (g, { inputs: [x, kernel], options }) => [
    () => apply(imageGradientOp, [g, kernel!], options),
    () => apply(kernelGradientOp, [x!, g], options),
  ],
}

const kernelGradientOp: Op<Convolution> = {
  name: 'conv2dKernelGradient',
  formula: (node) => `Σ a · b over all places of ${windowText(node.options)}`,
  forward: (inputs, convolution) =>
    execute(
      kernelPlans.get(inputs, convolution.key, ([x, gradient]) => kernelGradientPlan(convolution, x!, gradient!)),
      inputs,
    ),
  gradient: (g, { inputs: [x, gradient], options }) => [
    () => apply(imageGradientOp, [gradient!, g], options),
    () => apply(conv2dOp, [x!, g], options),
  ],
}

const imageGradientOp: Op<Convolution> = {
  name: 'conv2dImageGradient',
  formula: (node) => `Σ a · b over all ${windowText(node.options)} that cover the element`,
  forward: (inputs, convolution) =>
    execute(
      imagePlans.get(inputs, convolution.key, ([gradient, kernel]) => imageGradientPlan(convolution, gradient!, kernel!)),
      inputs,
    ),
  gradient: (g, { inputs: [gradient, kernel], options }) => [
    () => apply(conv2dOp, [g, kernel!], options),
    () => apply(kernelGradientOp, [g, gradient!], options),
  ],
}

function windowText({ windows: [tall, wide] }: Convolution): string {
  return `windows of ${tall.size}×${wide.size}`
}

function checkDTypes(x: Tensor, kernel: Tensor): void {
  if (x.dtype !== kernel.dtype) {
    throw new GradusError('type', `conv2d: x is ${x.dtype}, the kernel ${kernel.dtype}; nothing is converted by itself, use cast`)
  }
  if (!numeric.includes(x.dtype)) throw new GradusError('type', `conv2d: x is ${x.dtype}, expected ${numeric.join(' or ')}; use cast`)
}
