import { type Kernel, rowMajorStrides, type Shape } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import { scalarLike } from '../scalar.ts'
import { broadcastTo } from './broadcast-to.ts'

/** How reading by index walks: for each axis of the result, the axis of the source and that of the indices along which it moves. */
export interface IndexSpace {
  readonly shape: Shape
  readonly sourceAxes: readonly (number | undefined)[]
  readonly indexAxes: readonly (number | undefined)[]
}

/** Reading by index and its counterpart, adding by index: each is the gradient of the other. The option is the axis that is indexed. */
export interface IndexingOps {
  /** Inputs: source, indices. */
  readonly read: Op<number>
  /** Inputs: base, indices, values. */
  readonly add: Op<number>
}

/** Makes both, for one way to walk. */
export function defineIndexing(
  names: { readonly read: string; readonly add: string },
  spaceOf: (source: Shape, indices: Shape, axis: number) => IndexSpace,
): IndexingOps {
  const readPlans = new LayoutCache<Plan>()
  const addPlans = new LayoutCache<Plan>()
  const read: Op<number> = {
    name: names.read,
    formula: ({ options: axis }) => `a at index b along axis ${axis}`,
    forward: (inputs, axis) =>
      execute(
        readPlans.get(inputs, axis, ([source, indices]) =>
          readPlan(names.read, source!, indices!, axis, spaceOf(source!.shape, indices!.shape, axis)),
        ),
        inputs,
      ),
    gradient: (g, { inputs: [source, indices], options: axis }) => [
      () => apply(add, [broadcastTo(scalarLike(names.add, 0, g), source!.shape), indices!, g], axis),
      undefined,
    ],
  }
  const add: Op<number> = {
    name: names.add,
    formula: ({ options: axis }) => `a, and at index b along axis ${axis} each c added`,
    forward: (inputs, axis) =>
      execute(
        addPlans.get(inputs, axis, ([base, indices, values]) =>
          addPlan(names.add, base!, indices!, values!, axis, spaceOf(base!.shape, indices!.shape, axis)),
        ),
        inputs,
      ),
    gradient: (g, { inputs: [, indices], options: axis }) => [() => g, undefined, () => apply(read, [g, indices!], axis)],
  }
  return { read, add }
}

function readPlan(name: string, source: Layout, indices: Layout, axis: number, { shape, sourceAxes, indexAxes }: IndexSpace): Plan {
  return {
    output: layoutOf(source.dtype, shape),
    kernel: {
      kind: 'gather',
      name,
      shape,
      source: { offset: source.offset, strides: along(source.strides, sourceAxes) },
      indices: { offset: indices.offset, strides: along(indices.strides, indexAxes) },
      stride: source.strides[axis]!,
      output: { offset: 0, strides: rowMajorStrides(shape) },
      checks: checksFor(source.shape[axis]!),
    },
  }
}

function addPlan(name: string, base: Layout, indices: Layout, values: Layout, axis: number, space: IndexSpace): Plan {
  const output = layoutOf(base.dtype, base.shape)
  return {
    output,
    kernel: {
      kind: 'scatterAdd',
      name,
      shape: space.shape,
      outputShape: base.shape,
      base: { offset: base.offset, strides: base.strides },
      indices: { offset: indices.offset, strides: along(indices.strides, space.indexAxes) },
      values: { offset: values.offset, strides: values.strides },
      target: { offset: 0, strides: along(output.strides, space.sourceAxes) },
      stride: output.strides[axis]!,
      checks: checksFor(base.shape[axis]!),
    },
  }
}

function along(strides: readonly number[], axes: readonly (number | undefined)[]): number[] {
  return axes.map((axis) => (axis === undefined ? 0 : strides[axis]!))
}

function checksFor(length: number): NonNullable<Kernel['checks']> {
  return [{ input: 1, min: 0, max: length - 1, integer: true, label: 'index' }]
}
