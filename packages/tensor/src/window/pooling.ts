import { checkChoice, checkShape, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { arranged, imageSizes } from './image.ts'
import { type ImageLayout, imageLayouts, type Padding, type Pair, paddingOf, pairOf } from './options.ts'
import { type Windows, windowsOf } from './window.ts'

/** Options of poolings. */
export interface Pool2dOptions {
  /** How far apart windows begin; their size unless stated, so that they follow each other. */
  readonly stride?: Pair
  /** `valid` unless stated. */
  readonly padding?: Padding
  /** `channelsLast` unless stated. */
  readonly layout?: ImageLayout
}

/** A pooling of which all sizes are known. */
export interface Pooling {
  readonly windows: Windows
  readonly layout: ImageLayout
  readonly batch: number
  readonly channels: number
  readonly x: Shape
  readonly output: Shape
  /** All that a plan depends on beside the layouts of its inputs. */
  readonly key: string
}

/** Works out the sizes. Throws 'shape' or 'range' when they do not fit, with the sizes that it found. */
export function poolingOf(operation: string, x: Shape, size: unknown, options: Pool2dOptions): Pooling {
  const { padding = 'valid', layout = 'channelsLast' } = options
  checkChoice(operation, 'layout', layout, imageLayouts)
  const sizes = pairOf(operation, 'size', size, { min: 1 })
  const { stride = sizes } = options
  const { batch, height, width, channels } = imageSizes(`${operation}: x`, x, layout)
  checkSomeElement(operation, paddingOf(operation, padding), sizes)
  const windows = windowsOf(operation, 'window', [height, width], sizes, { stride, padding })
  const output = arranged(layout, batch, windows[0].output, windows[1].output, [channels])
  checkShape(operation, output)
  const moves = windows.map(({ size, stride, before }) => `${size},${stride},${before}`)
  return {
    windows,
    layout,
    batch,
    channels,
    x,
    output,
    key: `${layout}|${moves.join('|')}|${x.join()}|${output.join()}`,
  }
}

/** Throws 'range' for a padding that a whole window fits into: of nothing there is no maximum and no mean. */
function checkSomeElement(operation: string, padding: readonly [number, number] | 'same', size: readonly [number, number]): void {
  if (padding === 'same' || padding.every((width, axis) => width < size[axis]!)) return
  throw new GradusError('range', `${operation}: padding ${shapeText(padding)} must be smaller than the window ${shapeText(size)}`)
}
