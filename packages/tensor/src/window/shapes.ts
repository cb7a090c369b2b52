import { checkChoice, checkInteger, type Shape } from '@gradus/kernel'
import { type Conv2dOptions, convolutionOf } from './convolution.ts'
import { imageLayouts, paddingOf, pairOf } from './options.ts'
import { type Pool2dOptions, poolingOf } from './pooling.ts'

/**
 * The height and width of a window. Throws 'type' or 'range' for what is no window, or moves in no way, whatever it goes over. `argument` is how
 * messages call it.
 */
export function checkWindow(operation: string, argument: string, size: unknown, options: Conv2dOptions): readonly [number, number] {
  const { stride = 1, padding = 'valid', dilation = 1, groups = 1, layout = 'channelsLast' } = options
  const sizes = pairOf(operation, argument, size, { min: 1 })
  pairOf(operation, 'stride', stride, { min: 1 })
  pairOf(operation, 'dilation', dilation, { min: 1 })
  paddingOf(operation, padding)
  checkInteger(operation, 'groups', groups, { min: 1 })
  checkChoice(operation, 'layout', layout, imageLayouts)
  return sizes
}

/** The shape that a convolution gives, for who must know it before there are images; it throws what {@link conv2d} would. */
export function conv2dShape(operation: string, x: Shape, kernel: Shape, options: Conv2dOptions): Shape {
  return convolutionOf(operation, x, kernel, options).output
}

/** The shape that a pooling gives, for who must know it before there are images; it throws what the pooling would. */
export function pool2dShape(operation: string, x: Shape, size: readonly [number, number], options: Pool2dOptions): Shape {
  return poolingOf(operation, x, size, options).output
}
