import { denseView, type Expression, expression as e, type Reduction } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { view } from '../view.ts'
import { arranged } from './image.ts'
import type { Pooling } from './pooling.ts'
import { along, type Coordinate, covered, expressionOf, type Space, shapeOf, viewOf } from './space.ts'
import type { Window } from './window.ts'

/** One element for each place of a window: its elements folded into one, `fill` where it reaches over the edge. */
export function poolPlan(name: string, pooling: Pooling, x: Layout, operation: Reduction['operation'], fill: number): Plan {
  const space = [...placesOf(pooling), ...positionsOf(pooling)]
  return {
    output: layoutOf(x.dtype, pooling.output),
    kernel: {
      kind: 'map',
      name,
      shape: shapeOf(space),
      inputs: [viewOf(space, x, imageOf(pooling), fill)],
      body: e.input(0, x.dtype),
      output: denseView(pooling.output),
      reduce: { operation, axes: 2, order: 'tree' },
    },
  }
}

/** A tensor with one element per window that is spread over what the windows cover; `fill` stands where there is no window. */
export interface Spread {
  readonly layout: Layout
  readonly fill: number
  /** Whether `fill` also stands behind the last position of a window, where strides reach; needless where the formula compares offsets. */
  readonly ends: boolean
}

/**
 * One element for each element of the images: the sum of the formula over the windows that cover it. The formula may use where the element
 * lies in its image, row-major from the window's first position.
 *
 * Element `row · stride + kernelRow` is covered by the window at `row`, the one before, and so on, as many as overlap: no other is looked at, and
 * nothing is summed where windows do not overlap. The result may reach over the edges, which {@link executeSpread} cuts off.
 */
export function spreadPlan(name: string, pooling: Pooling, spread: readonly Spread[], body: (offset: Expression) => Expression): Plan {
  const { windows, layout, batch, channels } = pooling
  const [tall, wide] = windows
  const elements = arranged<Space>(
    layout,
    [['batch', batch]],
    [
      ['row', strides(tall)],
      ['kernelRow', tall.stride],
    ],
    [
      ['column', strides(wide)],
      ['kernelColumn', wide.stride],
    ],
    [[['channel', channels]]],
  ).flat()
  const overlaps: Space = [
    ['rowsBack', overlap(tall)],
    ['columnsBack', overlap(wide)],
  ]
  const summed = overlaps.filter(([, count]) => count > 1)
  const space = [...elements, ...summed]
  const row = { factors: { kernelRow: 1, rowsBack: tall.stride } }
  const column = { factors: { kernelColumn: 1, columnsBack: wide.stride } }
  const place = arranged<Coordinate>(
    layout,
    along('batch'),
    { factors: { row: 1, rowsBack: -1 } },
    { factors: { column: 1, columnsBack: -1 } },
    [along('channel')],
  )
  const formula = body(e.add(e.multiply(expressionOf(space, row), wide.input), expressionOf(space, column)))
  return {
    output: layoutOf(formula.dtype, arranged(layout, batch, strides(tall) * tall.stride, strides(wide) * wide.stride, [channels])),
    kernel: {
      kind: 'map',
      name,
      shape: shapeOf(space),
      inputs: spread.map(({ layout: own, fill, ends }) =>
        ends ? viewOf(space, beyond(own, [tall.size, wide.size]), [...place, row, column], fill) : viewOf(space, own, place, fill),
      ),
      body: formula,
      output: denseView(shapeOf(elements)),
      ...(summed.length > 0 && { reduce: { operation: 'sum', axes: summed.length, order: 'tree' } }),
    },
  }
}

/** Runs such a plan and cuts off what its result has beyond the edges: a view. */
export function executeSpread(plan: Plan, { windows: [tall, wide], layout, x }: Pooling, inputs: readonly Tensor[]): Tensor {
  const { dtype, strides } = plan.output
  const starts = arranged(layout, 0, tall.before, wide.before, [0])
  const offset = starts.reduce((sum, start, axis) => sum + start * strides[axis]!, 0)
  return view(execute(plan, inputs), layoutOf(dtype, x, strides, offset))
}

/** The index space of the result of a pooling. */
export function placesOf({ windows: [tall, wide], layout, batch, channels }: Pooling): Space {
  return arranged<Space[number]>(layout, ['batch', batch], ['row', tall.output], ['column', wide.output], [['channel', channels]])
}

/** The positions within a window. */
export function positionsOf({ windows: [tall, wide] }: Pooling): Space {
  return [
    ['kernelRow', tall.size],
    ['kernelColumn', wide.size],
  ]
}

/** Where the elements of the images lie that a place and a position of the window meet. */
export function imageOf({ windows: [tall, wide], layout }: Pooling): Coordinate[] {
  return arranged(layout, along('batch'), covered(tall, 'row', 'kernelRow'), covered(wide, 'column', 'kernelColumn'), [along('channel')])
}

/** How many strides it takes to pass all elements. */
function strides({ input, before, stride }: Window): number {
  return Math.ceil((input + before) / stride)
}

/** How many windows may cover one element. */
function overlap({ size, stride }: Window): number {
  return Math.ceil(size / stride)
}

/** A layout with more axes, along which nothing moves. */
function beyond({ offset, shape, strides }: Layout, sizes: readonly number[]): Pick<Layout, 'offset' | 'shape' | 'strides'> {
  return { offset, shape: [...shape, ...sizes], strides: [...strides, ...sizes.map(() => 0)] }
}
