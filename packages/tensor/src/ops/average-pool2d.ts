import { checkBoolean, checkOptions, type Expression, expression as e, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, mapPlan, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Only, Pool2d, Result } from '../types/index.ts'
import type { Pair } from '../window/options.ts'
import { type Pool2dOptions, type Pooling, poolingOf } from '../window/pooling.ts'
import { executeSpread, placesOf, poolPlan, spreadPlan } from '../window/pooling-plans.ts'
import { expressionOf, type Space } from '../window/space.ts'
import type { Window } from '../window/window.ts'

/** Options of {@link averagePool2d}. */
export interface AveragePool2dOptions extends Pool2dOptions {
  /** Whether padded zeros count as elements; false unless stated. */
  readonly countPadding?: boolean
}

/**
 * The mean of each window of an image, channel by channel. What is padded is not counted unless asked for.
 *
 * Shape: as {@link maxPool2d}.
 * Gradient: to each element the upstream gradient of the windows that cover it, each divided by how many elements it has.
 * Throws: GradusError 'shape' when not one window fits, 'range' for a size or stride below 1 or a padding as large as the window.
 *
 * @example
 * averagePool2d(reshape(arange(0, 16), [1, 4, 4, 1]), 2).toArray() // [[[[2.5], [4.5]], [[10.5], [12.5]]]]
 * averagePool2d(ones([1, 3, 3, 1]), 2, { padding: 'same', countPadding: true }).toArray() // [[[[1], [0.5]], [[0.5], [0.25]]]]
 */
export function averagePool2d<X extends Shape, const Size extends Pair, const O extends AveragePool2dOptions = object>(
  x: Tensor<X>,
  size: Check<Size, Pool2d<X, Size, O, 'averagePool2d'>>,
  options?: Only<O, AveragePool2dOptions>,
): Tensor<Result<Pool2d<X, Size, O, 'averagePool2d'>>> {
  checkFloat('averagePool2d', 'x', x)
  checkOptions('averagePool2d', options, ['stride', 'padding', 'layout', 'countPadding'])
  const { countPadding = false }: AveragePool2dOptions = options ?? {}
  checkBoolean('averagePool2d', 'countPadding', countPadding)
  const pooling = poolingOf('averagePool2d', x.shape, size, options ?? {})
  return apply(perElementOp, [apply(windowSumOp, [x], pooling)], { pooling, countPadding }) as never
}

const sumPlans = /* @__PURE__ */ new LayoutCache<Plan>()
const spreadPlans = /* @__PURE__ */ new LayoutCache<Plan>()
const dividePlans = /* @__PURE__ */ new LayoutCache<Plan>()

// The two are the transposes of each other.

const windowSumOp: Op<Pooling> = {
  name: 'windowSum2d',
  formula: ({ options: { windows } }) => `Σ a over windows of ${windows[0].size}×${windows[1].size}`,
  forward: (inputs, pooling) =>
    execute(
      sumPlans.get(inputs, pooling.key, ([x]) => poolPlan('windowSum2d', pooling, x!, 'sum', 0)),
      inputs,
    ),
  gradient: (g, { options }) => [() => apply(windowSpreadOp, [g], options)],
}

const windowSpreadOp: Op<Pooling> = {
  name: 'windowSpread2d',
  formula: ({ options: { windows } }) => `Σ a over the windows of ${windows[0].size}×${windows[1].size} that cover the element`,
  forward: (inputs, pooling) =>
    executeSpread(
      spreadPlans.get(inputs, pooling.key, ([sums]) =>
        spreadPlan('windowSpread2d', pooling, [{ layout: sums!, fill: 0, ends: true }], () => e.input(0, sums!.dtype)),
      ),
      pooling,
      inputs,
    ),
  gradient: (g, { options }) => [() => apply(windowSumOp, [g], options)],
}

interface PerElementOptions {
  readonly pooling: Pooling
  readonly countPadding: boolean
}

/** Divides the sum of each window by how many elements it has. */
const perElementOp: Op<PerElementOptions> = {
  name: 'perElement',
  formula: ({ options: { pooling, countPadding } }) =>
    countPadding || !isPadded(pooling) ? `a / ${positionsIn(pooling)}` : 'a / elements of its window',
  forward: (inputs, { pooling, countPadding }) =>
    execute(
      dividePlans.get(inputs, `${pooling.key}|${countPadding}`, (layouts) => {
        const { dtype } = layouts[0]!
        const count = countPadding ? e.constant(positionsIn(pooling), 'int32') : elementsOf(pooling)
        return mapPlan('perElement', layouts, pooling.output, e.divide(e.input(0, dtype), e.cast(count, dtype)))
      }),
      inputs,
    ),
  gradient: (g, { options }) => [() => apply(perElementOp, [g], options)],
}

/** How many elements the window at a place covers: the product of how many it covers along both axes. */
function elementsOf(pooling: Pooling): Expression {
  const space = placesOf(pooling)
  const [tall, wide] = pooling.windows
  return e.multiply(elementsAlong(space, tall, 'row'), elementsAlong(space, wide, 'column'))
}

function elementsAlong(space: Space, window: Window, role: 'row' | 'column'): Expression {
  if (!reachesOut(window)) return e.constant(window.size, 'int32')
  const { input, size, stride, before } = window
  const first = expressionOf(space, { start: -before, factors: { [role]: stride } })
  return e.subtract(e.minimum(e.add(first, size), input), e.maximum(first, 0))
}

function positionsIn({ windows: [tall, wide] }: Pooling): number {
  return tall.size * wide.size
}

function isPadded({ windows }: Pooling): boolean {
  return windows.some(reachesOut)
}

/** Whether a window covers what lies beyond the edges. */
function reachesOut({ input, size, stride, before, output }: Window): boolean {
  return before > 0 || (output - 1) * stride + size > input
}
