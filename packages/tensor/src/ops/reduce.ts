import {
  checkBoolean,
  checkOptions,
  type DType,
  GradusError,
  normalizeAxes,
  type Reduction,
  rowMajorStrides,
  type Shape,
} from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import type { Op, OpNode } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'

/** Options of every reduction. */
export interface ReduceOptions<K extends boolean = boolean> {
  /** Keeps each reduced axis as an axis of 1, so that the result broadcasts against the input. */
  readonly keepDims?: K
}

/** One axis, several, or (undefined) all; negative ones count from the end. */
export type Axes = number | readonly number[] | undefined

/** What a reduction's call fixed: the axes, normalized, and whether they stay as ones. */
export interface ReduceArguments {
  readonly axes: readonly number[]
  readonly keepDims: boolean
}

/** Checks a reduction's arguments and normalizes its axes; `more` are the options that it has of its own. */
export function reduceArguments(
  operation: string,
  x: Tensor,
  axes: Axes,
  options: ReduceOptions,
  more: readonly string[] = [],
): ReduceArguments {
  checkTensor(operation, 'x', x)
  checkOptions(operation, options, ['keepDims', ...more])
  const { keepDims = false } = options
  checkBoolean(operation, 'keepDims', keepDims)
  return { axes: normalizeAxes(operation, axes, x.rank), keepDims }
}

/** The shape after a reduction. */
export function reducedShape(shape: Shape, { axes, keepDims }: ReduceArguments): number[] {
  return keepDims ? shape.map((size, axis) => (axes.includes(axis) ? 1 : size)) : shape.filter((_, axis) => !axes.includes(axis))
}

/** Throws 'range' when a reduction that has no value for nothing (max, argMin) would reduce an empty axis. */
export function checkNotEmpty(operation: string, x: Tensor, axes: readonly number[]): void {
  const empty = axes.find((axis) => x.shape[axis] === 0)
  if (empty !== undefined)
    throw new GradusError(
      'range',
      `${operation}: reduction of an empty axis (axis ${empty} of shape [${x.shape.join(',')}]) has no ${operation}`,
    )
}

/** ` over axes 0, 2` for a formula; nothing where all elements become one. */
export function overAxes({ inputs: [x], options: { axes } }: OpNode<ReduceArguments>): string {
  return axes.length === x!.rank ? '' : axes.length === 0 ? ' over no axis' : ` over ${axesText(axes)}`
}

/** Axes as a formula names them: `axis 1`, `axes 0, 2`. */
export function axesText(axes: readonly number[]): string {
  return `${axes.length === 1 ? 'axis' : 'axes'} ${axes.join(', ')}`
}

/** How one reduction folds the elements. */
export interface ReduceDefinition {
  readonly name: string
  readonly formula: string
  readonly operation: Reduction['operation']
  /** Those that can be folded so; any other throws. */
  readonly dtypes: readonly DType[]
  readonly gradient?: (gradient: Tensor, node: OpNode<ReduceArguments>) => Tensor
}

/** Makes a reduction over any axes as one kernel: the kept axes first, the reduced ones last, folded by the documented tree. */
export function defineReduction({ name, formula, operation, dtypes, gradient }: ReduceDefinition): Op<ReduceArguments> {
  const plans = new LayoutCache<Plan>()
  const plan = (layout: Layout, args: ReduceArguments): Plan => {
    if (!dtypes.includes(layout.dtype)) {
      throw new GradusError('type', `${name}: the tensor is ${layout.dtype}, expected ${dtypes.join(' or ')}; use cast`)
    }
    const kept = layout.shape.map((_, axis) => axis).filter((axis) => !args.axes.includes(axis))
    const order = [...kept, ...args.axes]
    const body = expression.input(0, layout.dtype)
    return {
      output: layoutOf(body.dtype, reducedShape(layout.shape, args)),
      kernel: {
        kind: 'map',
        name,
        shape: order.map((axis) => layout.shape[axis]!),
        inputs: [{ offset: layout.offset, strides: order.map((axis) => layout.strides[axis]!) }],
        body,
        output: { offset: 0, strides: rowMajorStrides(kept.map((axis) => layout.shape[axis]!)) },
        reduce: { operation, axes: args.axes.length, order: 'tree' },
      },
    }
  }
  return {
    name,
    formula: (node) => `${formula}${overAxes(node)}`,
    forward: (inputs, args) =>
      execute(
        plans.get(inputs, `${args.axes.join()}${args.keepDims}`, ([layout]) => plan(layout!, args)),
        inputs,
      ),
    ...(gradient && { gradient: (g, node) => [() => gradient(g, node)] }),
  }
}
