import { checkBoolean, checkChoice, checkNumber, GradusError } from '@gradus/kernel'
import { add, multiply, subtract, type Tensor } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'
import type { GroupRule } from './update-rule.ts'

/** Options of {@link sgd}. */
export interface SgdOptions extends OptimizerOptions<SgdOptions> {
  /** The share of the last update's direction that is kept, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Looks ahead along the momentum (Nesterov). Needs momentum. Default false. */
  readonly nesterov?: boolean
  /**
   * The share of each gradient, but for the first, that does not join the velocity, in [0, 1). Needs momentum, without Nesterov; not Keras'.
   * Default 0.
   */
  readonly dampening?: number
  /**
   * What the velocity sums. 'gradients' (PyTorch): v ← μ·v + g, w ← w − η·v; a changed learning rate acts at once. 'updates' (Keras):
   * v ← μ·v − η·g, w ← w + v; steps of the old rate roll on. At a constant rate both are the same. Default 'gradients'.
   */
  readonly momentumConvention?: 'gradients' | 'updates'
}

/**
 * Stochastic gradient descent: w ← w − η·g, with momentum w ← w − η·v, v ← μ·v + g, with Nesterov's w ← w − η·(g + μ·v).
 *
 * Follows PyTorch: for Keras' numbers choose `momentumConvention: 'updates'`, and `decoupledWeightDecay: true` with weight decay.
 * Default learning rate 0.01. With dampening τ the velocity is g at the first step, then v ← μ·v + (1 − τ)·g.
 * Throws: GradusError 'range' for a rate below 0, momentum or dampening outside [0, 1), nesterov or dampening without momentum, both
 * together, or dampening of updates; 'type' for an unknown option.
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
  return defineOptimizer({ name: 'sgd', defaultLearningRate: 0.01, options: own, rule }, options)
}

const own = ['momentum', 'nesterov', 'dampening', 'momentumConvention'] as const

function rule({ momentum = 0, nesterov = false, dampening = 0, momentumConvention = 'gradients' }: SgdOptions): GroupRule {
  checkNumber('sgd', 'momentum', momentum, { min: 0, below: 1 })
  checkBoolean('sgd', 'nesterov', nesterov)
  checkNumber('sgd', 'dampening', dampening, { min: 0, below: 1 })
  checkChoice('sgd', 'momentumConvention', momentumConvention, ['gradients', 'updates'])
  if (nesterov && momentum === 0) throw new GradusError('range', 'sgd: nesterov needs a momentum above 0')
  if (dampening > 0 && (momentum === 0 || nesterov || momentumConvention === 'updates'))
    throw new GradusError('range', "sgd: dampening needs a momentum above 0, nesterov: false and momentumConvention: 'gradients'")
  return {
    slots: momentum > 0 ? ['velocity'] : [],
    scalars: ({ learningRate, step }) => ({ learningRate, ...(dampening > 0 && { joining: step === 1 ? 1 : 1 - dampening }) }),
    update({ parameter: w, gradient: g, slots, scalars }) {
      const { learningRate, joining } = scalars as { learningRate: Tensor; joining?: Tensor }
      if (momentum === 0) return { parameter: subtract(w, multiply(g, learningRate)) }
      if (momentumConvention === 'gradients') {
        const velocity = add(multiply(slots.velocity!, momentum), joining === undefined ? g : multiply(g, joining))
        const direction = nesterov ? add(g, multiply(velocity, momentum)) : velocity
        return { parameter: subtract(w, multiply(direction, learningRate)), slots: { velocity } }
      }
      const change = multiply(g, learningRate)
      const velocity = subtract(multiply(slots.velocity!, momentum), change)
      const ahead = nesterov ? subtract(multiply(velocity, momentum), change) : velocity
      return { parameter: add(w, ahead), slots: { velocity } }
    },
  }
}
