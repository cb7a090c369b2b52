import { checkChoice, checkInteger, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { arranged, imageSizes } from './image.ts'
import { type ImageLayout, imageLayouts } from './options.ts'
import { type WindowOptions, type Windows, windowsOf } from './window.ts'

/** Options of {@link conv2d}. */
export interface Conv2dOptions extends WindowOptions {
  /** How many parts the channels are cut into, each with kernels of its own; 1 unless stated. */
  readonly groups?: number
  /** `channelsLast` unless stated. */
  readonly layout?: ImageLayout
}

/** A convolution of which all sizes are known. */
export interface Convolution {
  readonly windows: Windows
  readonly layout: ImageLayout
  readonly groups: number
  readonly x: Shape
  readonly kernel: Shape
  readonly output: Shape
  /** All that a plan depends on beside the layouts of its inputs. */
  readonly key: string
}

/** Works out the sizes. Throws 'shape' or 'range' when they do not fit, with the sizes that it found. */
export function convolutionOf(operation: string, x: Shape, kernel: Shape, options: Conv2dOptions): Convolution {
  const { groups = 1, layout = 'channelsLast' } = options
  checkChoice(operation, 'layout', layout, imageLayouts)
  checkInteger(operation, 'groups', groups, { min: 1 })
  if (kernel.length !== 4) {
    throw new GradusError(
      'shape',
      `${operation}: the kernel must have the axes [height, width, input channels / groups, output channels], got shape ${shapeText(kernel)}`,
    )
  }
  const { batch, height, width, channels } = imageSizes(`${operation}: x`, x, layout)
  const [rows, columns, inputs, outputs] = kernel as readonly [number, number, number, number]
  if (channels !== inputs * groups) {
    const parts = groups === 1 ? '' : ` in each of ${groups} groups`
    const text = `${operation}: x ${shapeText(x)} has ${channels} channels, the kernel ${shapeText(kernel)} takes ${inputs}${parts}`
    throw new GradusError('shape', `${text}${layoutHint(x, layout, inputs * groups)}`)
  }
  if (outputs % groups !== 0) throw new GradusError('range', `${operation}: ${outputs} output channels do not divide into ${groups} groups`)
  const windows = windowsOf(operation, 'kernel', [height, width], [rows, columns], options)
  const output = arranged(layout, batch, windows[0].output, windows[1].output, [outputs])
  const moves = windows.map(({ stride, dilation, before }) => `${stride},${dilation},${before}`)
  return { windows, layout, groups, x, kernel, output, key: `${layout}|${groups}|${moves.join('|')}|${x.join()}|${kernel.join()}` }
}

/** What to add to a message where an image would fit in the other layout. */
export function layoutHint(x: Shape, layout: ImageLayout, channels: number): string {
  if (layout === 'channelsLast') return x[1] === channels ? `; in layout 'channelsFirst' it would fit` : ''
  return x[3] === channels ? `; in layout 'channelsLast' it would fit` : ''
}
