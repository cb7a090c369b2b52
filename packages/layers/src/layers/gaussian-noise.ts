import { checkNumber, GradusError, isFloat } from '@gradus/kernel'
import { add, checkTensor, multiply, randomNormal, type Tensor } from '@gradus/tensor'
import { checkContext, evaluation, type Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * Adds to each number a normal one of mean 0 and this standard deviation while training; the identity otherwise.
 *
 * Gradient: g.
 * Throws: GradusError 'range' unless the deviation is finite and not negative; 'state' when training without the step's random numbers.
 * Source: Bishop 1995, Training with noise is equivalent to Tikhonov regularization.
 *
 * @example
 * gaussianNoise(0.1).forward(ones([2]), { training: false }).toArray() // [1, 1]
 */
export function gaussianNoise(deviation: number, options: LayerOptions = {}): Layer<SameShape> {
  checkNumber('gaussianNoise', 'deviation', deviation, { min: 0 })
  return {
    kind: 'gaussianNoise',
    name: checkLayerOptions('gaussianNoise', options),
    detail: `deviation ${deviation}`,
    outputShapeFor: (inputShape) => inputShape,
    forward(x, context = evaluation) {
      checkTensor('gaussianNoise', 'x', x)
      checkContext('gaussianNoise', context)
      const { training, random } = context
      if (!training || deviation === 0) return x
      if (!random) {
        throw new GradusError(
          'state',
          'gaussianNoise: training needs random numbers, pass { training: true, random: stepRandom(seed, step) }',
        )
      }
      if (!isFloat(x.dtype)) throw new GradusError('type', `gaussianNoise: the tensor is ${x.dtype}, expected float32 or float64; use cast`)
      return add(x, multiply(randomNormal(random, x.shape, x.dtype), deviation)) as Tensor
    },
  }
}
