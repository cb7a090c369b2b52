import { closest, describe, GradusError } from '@gradus/kernel'
import type { Tensor } from '@gradus/tensor'
import { activationNames } from '../activations/names.ts'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'
import { shapePreserving } from './shape-preserving.ts'

/** A function of a tensor that keeps its shape: `relu`, `(x) => leakyRelu(x, { negativeSlope: 0.1 })`. */
export type Activation = (x: Tensor) => Tensor

/**
 * Any function that keeps the shape, as a layer.
 *
 * Throws: GradusError 'type' for what is no function.
 *
 * @example
 * const square = activation((x) => multiply(x, x))
 * square.forward(tensor([1, 2]), { training: false }).toArray() // [1, 4]
 */
export function activation(f: Activation, options: LayerOptions = {}): Layer<SameShape> {
  checkActivation('activation', f)
  return shapePreserving('activation', f, checkLayerOptions('activation', options), activationName(f))
}

/** What a summary calls an activation: the function's name, which it has unless it was written in place. */
export function activationName(f: Activation): string {
  return f.name === '' || f.name === 'activation' ? 'custom' : f.name
}

/** Throws 'type' unless `value` is a function, and guesses which one was meant. */
export function checkActivation(kind: string, value: unknown): asserts value is Activation {
  if (typeof value === 'function') return
  if (typeof value === 'string') {
    const guess = closest(value, activationNames)
    throw new GradusError(
      'type',
      `${kind}: unknown activation ${describe(value)}, expected a function of a tensor${guess ? `; did you mean ${guess}, without quotes?` : ''}` +
        ` (activations: ${activationNames.join(', ')})`,
    )
  }
  const layer = typeof (value as Partial<Layer> | null | undefined)?.outputShapeFor === 'function' ? (value as Layer) : undefined
  const actual = layer ? `the layer ${layer.kind}; put it after this one` : describe(value)
  throw new GradusError('type', `${kind}: activation must be a function of a tensor, such as relu, got ${actual}`)
}
