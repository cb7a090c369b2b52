import type { Optimizer, Slots } from '@gradus/optimizers'
import { add, divide, hostNumber, multiply, noGradient, sqrt, subtract, zeros } from '@gradus/tensor'

/** An optimizer as a plain object: the more a weight has moved, the slower it moves. */
export function adagrad(rate: number): Optimizer {
  return {
    name: 'adagrad',
    learningRate: () => rate,
    initialize: (parameters) => ({
      step: 0,
      rateFactor: 1,
      slots: new Map(
        Array.from(parameters, ([name, { tensor }]): [string, Slots] => [name, { squares: zeros(tensor.shape, { dtype: tensor.dtype }) }]),
      ),
    }),
    update(parameters, gradients, state) {
      noGradient(() => {
        for (const [name, { tensor, trainable }] of parameters) {
          if (!trainable) continue
          const gradient = gradients.get(name)!
          const squares = state.slots.get(name)!.squares!
          squares.assign(add(squares, multiply(gradient, gradient)))
          // A callback may lower the factor between steps, of which a recorded one is run many times.
          const factor = hostNumber(() => state.rateFactor, tensor.dtype)
          tensor.assign(subtract(tensor, divide(multiply(multiply(rate, gradient), factor), add(sqrt(squares), 1e-8))))
        }
      })
      state.step++
    },
  }
}
