import { checkShape, GradusError, shapeText } from '@gradus/kernel'
import { type Padding, type Pair, paddingOf, pairOf } from './options.ts'

/** How a window moves along one axis of an image: position i of the window at place o covers element o · stride + i · dilation − before. */
export interface Window {
  /** The elements of the axis. */
  readonly input: number
  /** The positions of the window. */
  readonly size: number
  readonly stride: number
  readonly dilation: number
  /** How far the first window lies before the axis. */
  readonly before: number
  /** The places of the window. */
  readonly output: number
}

/** The windows along height and width. */
export type Windows = readonly [height: Window, width: Window]

/** How windows move; each may be left out. */
export interface WindowOptions {
  /** How far apart windows begin. */
  readonly stride?: Pair
  /** What surrounds the image; `valid`, nothing, unless stated. */
  readonly padding?: Padding
  /** How far apart the elements of one window lie; 1 unless stated. */
  readonly dilation?: Pair
}

/**
 * The windows of this size over an image of this height and width.
 *
 * Throws: GradusError 'range' for a stride or dilation below 1, 'shape' when not one window fits. `what` is how messages call a window.
 */
export function windowsOf(
  operation: string,
  what: string,
  image: readonly [number, number],
  size: readonly [number, number],
  { stride = 1, padding = 'valid', dilation = 1 }: WindowOptions,
): Windows {
  const strides = pairOf(operation, 'stride', stride, { min: 1 })
  const dilations = pairOf(operation, 'dilation', dilation, { min: 1 })
  const widths = paddingOf(operation, padding)
  if (image.includes(0)) throw new GradusError('shape', `${operation}: an image of ${shapeText(image)} has no elements`)
  checkShape(`${operation}: ${what}`, size)
  const spans = size.map((positions, axis) => (positions - 1) * dilations[axis]! + 1)
  const [height, width] = image.map((input, axis): Window => {
    const span = spans[axis]!
    const own = { input, size: size[axis]!, stride: strides[axis]!, dilation: dilations[axis]! }
    if (widths === 'same') {
      const output = Math.ceil(input / own.stride)
      const added = Math.max((output - 1) * own.stride + span - input, 0)
      return { ...own, before: Math.floor(added / 2), output }
    }
    const before = widths[axis]!
    return { ...own, before, output: Math.floor((input + 2 * before - span) / own.stride) + 1 }
  })
  if (height!.output < 1 || width!.output < 1) {
    const padded = image.map((input, axis) => input + 2 * (widths[axis] as number))
    throw new GradusError('shape', `${operation}: the ${what} spans ${shapeText(spans)}, more than the padded image ${shapeText(padded)}`)
  }
  return [height!, width!]
}
