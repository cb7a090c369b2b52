import { dense, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { sgd } from '@gradus/optimizers'

export const epochs = 1000
export const inputs = [[1]]
export const targets = [[2]]

/** The smallest model there is: one weight and one sample. */
export function smallest() {
  const model = sequential([input([1]), dense(1)])
  return { model, loss: meanSquaredError(), optimizer: sgd() }
}
