import { elementCount, type Shape } from '@gradus/kernel'

/** How many numbers each output of a kernel sums, and how many outputs each input reaches. */
export interface Fans {
  readonly inputs: number
  readonly outputs: number
}

/**
 * The fans of a kernel as Keras counts them: the last two axes times the positions before them; a vector has its length as both.
 *
 * @example
 * fansOf([3, 3, 16, 32]) // { inputs: 144, outputs: 288 }
 */
export function fansOf(shape: Shape): Fans {
  if (shape.length < 2) return { inputs: elementCount(shape), outputs: elementCount(shape) }
  const [inputs, outputs] = shape.slice(-2) as [number, number]
  const positions = elementCount(shape.slice(0, -2))
  return { inputs: inputs * positions, outputs: outputs * positions }
}
