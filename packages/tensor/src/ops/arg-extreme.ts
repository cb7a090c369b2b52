import { type Expression, GradusError, normalizeAxis, rowMajorStrides } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { isExtreme } from './extreme.ts'
import { checkNotEmpty, overAxes, type ReduceArguments, type ReduceOptions, reduceArguments, reducedShape } from './reduce.ts'

/** Makes the operation that finds where a reduction attains its extreme: first the extreme, then the least position that has it. */
export function defineArgExtreme(name: string, extremeOp: Op<ReduceArguments>): Op<ReduceArguments> {
  const plans = new LayoutCache<Plan>()
  return {
    name,
    formula: (node) => `position of ${extremeOp.name} a${overAxes(node)}`,
    forward([x], args) {
      const inputs = [x!, extremeOp.forward([x!], { ...args, keepDims: true })]
      return execute(
        plans.get(inputs, `${args.axes.join()}${args.keepDims}`, ([from, extreme]) => plan(name, from!, extreme!, args)),
        inputs,
      )
    },
  }
}

/** The call of such an operation: one axis, or all of them as one. */
export function argExtreme(op: Op<ReduceArguments>, x: Tensor, axis: number | undefined, options: ReduceOptions): Tensor {
  checkTensor(op.name, 'x', x)
  const args = reduceArguments(op.name, x, axis === undefined ? undefined : normalizeAxis(op.name, axis, x.rank), options)
  checkNotEmpty(op.name, x, args.axes)
  if (!numeric.includes(x.dtype))
    throw new GradusError('type', `${op.name}: the tensor is ${x.dtype}, expected ${numeric.join(' or ')}; use cast`)
  return apply(op, [x], args)
}

function plan(name: string, from: Layout, extreme: Layout, args: ReduceArguments): Plan {
  const kept = [...from.shape.keys()].filter((axis) => !args.axes.includes(axis))
  const order = [...kept, ...args.axes]
  const output = layoutOf('int32', reducedShape(from.shape, args))
  const reduced = args.axes.map((axis) => from.shape[axis]!)
  return {
    output,
    kernel: {
      kind: 'map',
      name,
      shape: order.map((axis) => from.shape[axis]!),
      inputs: [
        { offset: from.offset, strides: order.map((axis) => from.strides[axis]!) },
        { offset: extreme.offset, strides: order.map((axis) => (args.axes.includes(axis) ? 0 : extreme.strides[axis]!)) },
      ],
      body: e.select(
        isExtreme(e.input(0, from.dtype), e.input(1, from.dtype)),
        position(reduced, kept.length),
        e.constant(2147483647, 'int32'),
      ),
      output: { offset: 0, strides: rowMajorStrides(kept.map((axis) => from.shape[axis]!)) },
      reduce: { operation: 'minimum', axes: args.axes.length, order: 'tree' },
    },
  }
}

/** The row-major position within the axes of these sizes, of which the first is axis `first` of the index space. */
function position(sizes: readonly number[], first: number): Expression {
  return sizes.reduce<Expression>(
    (before, size, i) => {
      const index = e.index(first + i)
      return i === 0 ? index : e.add(e.multiply(before, size), index)
    },
    e.constant(0, 'int32'),
  )
}
