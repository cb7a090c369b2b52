import type { Callback } from './callback.ts'

/**
 * A callback with which training that diverges comes to an end without an error: `history.stopped` is then `'diverged'`, `history.warnings` tell what happened, and
 * the weights are the last good ones, as always.
 *
 * Source: Keras' `TerminateOnNaN`, which leaves the weights as they are.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const model = sequential([input([2]), dense(1)])
 * const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate: 1e30 }) })
 * const history = await trainer.fit(xor(), { epochs: 100, callbacks: [terminateOnNaN()] })
 * history.stopped // 'diverged'
 */
export function terminateOnNaN(): Callback {
  return { name: 'terminateOnNaN', onDivergence: () => 'end' }
}
