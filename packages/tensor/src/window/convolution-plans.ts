import { expression as e, rowMajorStrides, type Shape } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import type { Plan } from '../plan.ts'
import type { Convolution } from './convolution.ts'
import { arranged } from './image.ts'
import { along, type Coordinate, covered, covering, type Space, shapeOf, viewOf } from './space.ts'

/** A factor of a contraction: a tensor, and the position along each of its axes. */
type Factor = readonly [layout: Layout, coordinates: readonly Coordinate[]]

/** output = Σ x · kernel over the positions of the window and the channels. Inputs: x, kernel. */
export function convolutionPlan(convolution: Convolution, x: Layout, kernel: Layout): Plan {
  const { batch, row, column, group, channel, filter, kernelRow, kernelColumn } = axesOf(convolution)
  const kept = arranged(convolution.layout, batch, row, column, [...group, filter])
  return contraction(
    'conv2d',
    convolution.output,
    kept,
    [kernelRow, kernelColumn, channel],
    [
      [x, imageOf(convolution)],
      [kernel, kernelOf(convolution)],
    ],
  )
}

/** What a gradient of the output is for the kernel: Σ x · gradient over all places of the window. Inputs: x, gradient. */
export function kernelGradientPlan(convolution: Convolution, x: Layout, gradient: Layout): Plan {
  const { batch, row, column, group, channel, filter, kernelRow, kernelColumn } = axesOf(convolution)
  const kept = [kernelRow, kernelColumn, channel, ...group, filter]
  return contraction(
    'conv2dKernelGradient',
    convolution.kernel,
    kept,
    [batch, row, column],
    [
      [x, imageOf(convolution)],
      [gradient, arranged(convolution.layout, along('batch'), along('row'), along('column'), [filterOf(convolution)])],
    ],
  )
}

/** What a gradient of the output is for x: Σ gradient · kernel over the windows that cover the element. Inputs: gradient, kernel. */
export function imageGradientPlan(convolution: Convolution, gradient: Layout, kernel: Layout): Plan {
  const { batch, height, width, group, channel, filter, kernelRow, kernelColumn } = axesOf(convolution)
  const kept = arranged(convolution.layout, batch, height, width, [...group, channel])
  const row = covering(convolution.windows[0], 'height', 'kernelRow')
  const column = covering(convolution.windows[1], 'width', 'kernelColumn')
  return contraction(
    'conv2dImageGradient',
    convolution.x,
    kept,
    [kernelRow, kernelColumn, filter],
    [
      [gradient, arranged(convolution.layout, along('batch'), row, column, [filterOf(convolution)])],
      [kernel, kernelOf(convolution)],
    ],
  )
}

/** A product of two views, summed in index order: no image is copied together first. */
function contraction(name: string, shape: Shape, kept: Space, reduced: Space, [left, right]: readonly [Factor, Factor]): Plan {
  const space = [...kept, ...reduced]
  const { dtype } = left[0]
  return {
    output: layoutOf(dtype, shape),
    kernel: {
      kind: 'map',
      name,
      shape: shapeOf(space),
      inputs: [viewOf(space, left[0], left[1]), viewOf(space, right[0], right[1])],
      body: e.multiply(e.input(0, dtype), e.input(1, dtype)),
      output: { offset: 0, strides: rowMajorStrides(shapeOf(kept)) },
      reduce: { operation: 'sum', axes: reduced.length, order: 'sequential' },
    },
  }
}

/** Every axis that a convolution has; a single group has none. */
function axesOf({ windows, groups, x, kernel }: Convolution) {
  const [rows, columns, channels, filters] = kernel as readonly [number, number, number, number]
  const [tall, wide] = windows
  const group: Space = groups === 1 ? [] : [['group', groups]]
  return {
    batch: ['batch', x[0]!],
    row: ['row', tall.output],
    column: ['column', wide.output],
    height: ['height', tall.input],
    width: ['width', wide.input],
    group,
    channel: ['channel', channels],
    filter: ['filter', filters / groups],
    kernelRow: ['kernelRow', rows],
    kernelColumn: ['kernelColumn', columns],
  } as const
}

/** Where the elements of x lie that a place and a position of the window meet. */
function imageOf({ windows, layout, kernel }: Convolution): Coordinate[] {
  const channel: Coordinate = { factors: { group: kernel[2]!, channel: 1 } }
  return arranged(layout, along('batch'), covered(windows[0], 'row', 'kernelRow'), covered(windows[1], 'column', 'kernelColumn'), [channel])
}

function kernelOf(convolution: Convolution): Coordinate[] {
  return [along('kernelRow'), along('kernelColumn'), along('channel'), filterOf(convolution)]
}

/** The position along the output's channels: those of a group are neighbours. */
function filterOf({ groups, kernel }: Convolution): Coordinate {
  return { factors: { group: kernel[3]! / groups, filter: 1 } }
}
