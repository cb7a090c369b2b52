import { checkBoolean, checkNumber, GradusError } from '@gradus/kernel'
import { add, multiply, subtract } from '@gradus/tensor'
import { defineOptimizer, type Optimizer } from './optimizer.ts'
import { checkOptimizerOptions, type OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link sgd}. */
export interface SgdOptions extends OptimizerOptions {
  /** The share of the last update's direction that is kept, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Looks ahead along the momentum (Nesterov). Needs momentum. Default false. */
  readonly nesterov?: boolean
  /** Pulls weights towards 0: λ·w is added to the gradient. Default 0. */
  readonly weightDecay?: number
}

/**
 * Stochastic gradient descent: w ← w − η·g, with momentum w ← w − η·v, v ← μ·v + g.
 *
 * Follows PyTorch: the learning rate multiplies the velocity when it is used, so a changed rate acts at once (Keras multiplies it into
 * the velocity; at a constant rate both are the same). Default learning rate 0.01.
 * Throws: GradusError 'range' for a rate below 0, momentum outside [0, 1), nesterov without momentum; 'type' for an unknown option.
 * Source: Sutskever et al. 2013, On the importance of initialization and momentum in deep learning.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = sgd({ learningRate: 0.5 })
 * optimizer.update(parameters, new Map([['w', tensor([1])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.5]
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  checkOptimizerOptions('sgd', options, ['momentum', 'nesterov', 'weightDecay'])
  const { momentum = 0, nesterov = false, weightDecay = 0, ...shared } = options
  checkNumber('sgd', 'momentum', momentum, { min: 0, below: 1 })
  checkBoolean('sgd', 'nesterov', nesterov)
  checkNumber('sgd', 'weightDecay', weightDecay, { min: 0 })
  if (nesterov && momentum === 0) throw new GradusError('range', 'sgd: nesterov needs a momentum above 0')
  return defineOptimizer(
    {
      name: 'sgd',
      defaultLearningRate: 0.01,
      slots: momentum > 0 ? ['velocity'] : [],
      scalars: ({ learningRate }) => ({ learningRate }),
      update({ parameter: w, gradient, slots, scalars: { learningRate } }) {
        const g = weightDecay > 0 ? add(gradient, multiply(w, weightDecay)) : gradient
        if (momentum === 0) return { parameter: subtract(w, multiply(g, learningRate)) }
        const velocity = add(multiply(slots.velocity!, momentum), g)
        const direction = nesterov ? add(g, multiply(velocity, momentum)) : velocity
        return { parameter: subtract(w, multiply(direction, learningRate)), slots: { velocity } }
      },
    },
    shared,
  )
}
