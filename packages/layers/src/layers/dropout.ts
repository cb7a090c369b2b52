import { checkNumber, GradusError, isFloat } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor, defineElementwise, type Tensor } from '@gradus/tensor'
import { checkContext, evaluation, type Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * Sets each number to 0 with probability `rate` while training, and divides the others by 1 − rate so that the expected sum stays; the
 * identity otherwise.
 *
 * Gradient: g / (1 − rate) where the number was kept, else 0.
 * Throws: GradusError 'range' unless the rate is in [0, 1); 'state' when training without the step's random numbers.
 * Source: Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting (inverted, as everywhere today).
 *
 * @example
 * const x = ones([1000])
 * mean(dropout(0.5).forward(x, { training: true, random: stepRandom(0, 0) })).item() // 1
 */
export function dropout(rate: number, options: LayerOptions = {}): Layer<SameShape> {
  checkNumber('dropout', 'rate', rate, { min: 0, below: 1 })
  const name = checkLayerOptions('dropout', options)
  const drop = keepAbove(rate)
  return {
    kind: 'dropout',
    name,
    detail: `rate ${rate}`,
    outputShapeFor: (inputShape) => inputShape,
    forward(x, context = evaluation) {
      checkTensor('dropout', 'x', x)
      checkContext('dropout', context)
      const { training, random } = context
      if (!training || rate === 0) return x
      if (!random)
        throw new GradusError('state', 'dropout: training needs random numbers, pass { training: true, random: stepRandom(seed, step) }')
      if (!isFloat(x.dtype)) throw new GradusError('type', `dropout: the tensor is ${x.dtype}, expected float32 or float64; use cast`)
      return drop(x, random.uniform(x.shape, x.dtype))
    },
  }
}

/** One kernel for the decision and the scale; a dropped NaN or infinity is 0 too. */
function keepAbove(rate: number): (x: Tensor, uniform: Tensor) => Tensor {
  const scale = 1 / (1 - rate)
  return defineElementwise<(x: Tensor, uniform: Tensor) => Tensor>({
    name: 'dropout',
    forward: (x, uniform) => e.select(e.less(uniform, rate), 0, e.multiply(x, scale)),
    gradient: ({ g }, _, uniform) => [e.select(e.less(uniform, rate), 0, e.multiply(g, scale)), undefined],
  })
}
