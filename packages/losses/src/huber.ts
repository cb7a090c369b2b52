import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { defineElementwise, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/** Options of {@link huber}. */
export interface HuberOptions extends LossOptions {
  /** The distance, > 0, from which on the loss grows evenly. Default 1. */
  readonly delta?: number
}

/**
 * Huber loss: ½ (p − y)² up to the distance delta, delta · (|p − y| − ½ delta) beyond: squares that outliers do not rule.
 *
 * PyTorch's `huber_loss`; its `smooth_l1_loss` with `beta` is this divided by delta.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: p − y, at most delta in size, divided by the count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for an empty batch or a delta that is not > 0.
 * Source: Huber 1964, Robust estimation of a location parameter.
 *
 * @example
 * huber()(tensor([0.5, 4]), tensor([0, 0])).item() // 1.8125
 */
export function huber(options: HuberOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('huber', options, ['delta'])
  const { delta = 1 } = options
  checkNumber('huber', 'delta', delta, { above: 0 })
  const elements = (p: Tensor, y: Tensor): Tensor => huberError(p, y, delta)
  return defineLoss({ name: 'huber', expects: 'values', target: 'likePrediction', elements }, options)
}

const huberError = /* @__PURE__ */ defineElementwise({
  name: 'huber',
  forward: (p, y, delta) => {
    const distance = e.abs(e.subtract(p!, y!))
    const near = e.minimum(distance, delta!)
    return e.multiply(near, e.subtract(distance, e.multiply(0.5, near)))
  },
  gradient: ({ g }, p, y, delta) => {
    const difference = e.subtract(p!, y!)
    return [e.multiply(g, e.minimum(e.maximum(difference, e.negate(delta!)), delta!)), undefined, undefined]
  },
})
