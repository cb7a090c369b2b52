import { denseView, type Expression, expression as e, type Reduction } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { view } from '../view.ts'
import { arranged } from './image.ts'
import type { Pooling } from './pooling.ts'
import { along, type Coordinate, covered, covering, expressionOf, type Space, shapeOf, viewOf } from './space.ts'
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
}

/**
 * One element for each element of the images: the sum of the formula over the windows that cover it. The formula may use the position of
 * the element in its image, row-major.
 *
 * Where windows lie apart, one window at most covers an element, and nothing is summed. That walks through the windows and the
 * positions in each; its result may reach over the edges, which {@link executeSpread} cuts off.
 */
export function spreadPlan(name: string, pooling: Pooling, spread: readonly Spread[], body: (position: Expression) => Expression): Plan {
  const { windows, layout, batch, channels, x, apart } = pooling
  const [tall, wide] = windows
  const rows: Space = apart
    ? [
        ['row', placesBefore(tall)],
        ['kernelRow', tall.stride],
      ]
    : [['height', tall.input]]
  const columns: Space = apart
    ? [
        ['column', placesBefore(wide)],
        ['kernelColumn', wide.stride],
      ]
    : [['width', wide.input]]
  const elements = arranged<Space>(layout, [['batch', batch]], rows, columns, [[['channel', channels]]]).flat()
  const space = apart ? elements : [...elements, ...positionsOf(pooling)]
  const coordinates = arranged(
    layout,
    along('batch'),
    apart ? along('row') : covering(tall, 'height', 'kernelRow'),
    apart ? along('column') : covering(wide, 'width', 'kernelColumn'),
    [along('channel')],
  )
  const row = expressionOf(space, apart ? covered(tall, 'row', 'kernelRow') : along('height'))
  const column = expressionOf(space, apart ? covered(wide, 'column', 'kernelColumn') : along('width'))
  const formula = body(e.add(e.multiply(row, wide.input), column))
  const shape = apart ? gridOf(pooling) : x
  return {
    output: layoutOf(formula.dtype, shape),
    kernel: {
      kind: 'map',
      name,
      shape: shapeOf(space),
      inputs: spread.map(({ layout: own, fill }) =>
        // Between windows that lie apart there may be gaps: the position must be one of the window.
        viewOf(space, beyond(own, [tall.size, wide.size]), [...coordinates, along('kernelRow'), along('kernelColumn')], fill),
      ),
      body: formula,
      output: denseView(shapeOf(elements)),
      ...(!apart && { reduce: { operation: 'sum', axes: 2, order: 'tree' } }),
    },
  }
}

/** Runs such a plan and cuts off what its result has beyond the edges: a view. */
export function executeSpread(plan: Plan, pooling: Pooling, inputs: readonly Tensor[]): Tensor {
  const whole = execute(plan, inputs)
  const { dtype, strides } = plan.output
  const [tall, wide] = pooling.windows
  const starts = pooling.apart ? arranged(pooling.layout, 0, tall.before, wide.before, [0]) : [0, 0, 0, 0]
  const offset = starts.reduce((sum, start, axis) => sum + start * strides[axis]!, 0)
  return view(whole, layoutOf(dtype, pooling.x, strides, offset))
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

/** How many places, a stride apart, it takes to pass all elements. */
function placesBefore({ input, before, stride }: Window): number {
  return Math.ceil((input + before) / stride)
}

/** The shape of the images with what such places reach beyond the edges. */
function gridOf({ windows: [tall, wide], layout, batch, channels }: Pooling): number[] {
  return arranged(layout, batch, placesBefore(tall) * tall.stride, placesBefore(wide) * wide.stride, [channels])
}

/** A layout with more axes, along which nothing moves. */
function beyond({ offset, shape, strides }: Layout, sizes: readonly number[]): Pick<Layout, 'offset' | 'shape' | 'strides'> {
  return { offset, shape: [...shape, ...sizes], strides: [...strides, ...sizes.map(() => 0)] }
}
