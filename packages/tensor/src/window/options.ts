import { checkInteger, describe, GradusError, type NumberLimits } from '@gradus/kernel'

/** One number for both directions of an image, or one for each. */
export type Pair = number | readonly [height: number, width: number]

/**
 * What is added around an image: nothing; as much as makes the result ⌈size / stride⌉, where it is uneven one more at the end; or so many
 * elements on each side.
 */
export type Padding = 'valid' | 'same' | Pair

/** Which axes an image has: [batch, height, width, channels] or [batch, channels, height, width]. */
export type ImageLayout = 'channelsLast' | 'channelsFirst'

export const imageLayouts: readonly ImageLayout[] = ['channelsLast', 'channelsFirst']

/** Height and width of what goes over an image. Throws 'range' for a number outside the limits, 'type' for what is no pair. */
export function pairOf(operation: string, argument: string, value: unknown, limits: NumberLimits): readonly [number, number] {
  if (Array.isArray(value)) {
    if (value.length !== 2) {
      throw new GradusError('type', `${operation}: ${argument} must be a number or [height, width], got ${describe(value)}`)
    }
    const [height, width]: unknown[] = value
    checkInteger(operation, `the height of ${argument}`, height, limits)
    checkInteger(operation, `the width of ${argument}`, width, limits)
    return [height, width]
  }
  checkInteger(operation, argument, value, limits)
  return [value, value]
}

/** The padding in numbers, but for `same`, which depends on the image. Throws 'type' for another word. */
export function paddingOf(operation: string, value: unknown): readonly [number, number] | 'same' {
  if (value === 'same') return 'same'
  if (value === 'valid') return [0, 0]
  if (typeof value === 'string') {
    throw new GradusError('type', `${operation}: padding must be 'valid', 'same' or so many elements, got ${describe(value)}`)
  }
  return pairOf(operation, 'padding', value, { min: 0 })
}
