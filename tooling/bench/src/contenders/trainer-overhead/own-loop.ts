import { gradients, mean, noGradient, type Tensor, tensor } from '@gradus/tensor'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { inputs, smallest, targets } from './problem.ts'

/** The same steps from the same parts, without a trainer. */
export function prepare(call: string): Sample {
  const { model, loss, optimizer } = smallest()
  const [x, y] = [tensor(inputs) as Tensor, tensor(targets) as Tensor]
  const forward = (): Tensor => mean(loss.perSample(model.forward(x as never) as Tensor, y)) as Tensor
  if (call === 'evaluate') return repeated(() => noGradient(() => void forward().item()))
  const parameters = model.parameters()
  const tensors = Array.from(parameters.values(), ({ tensor }) => tensor)
  const state = optimizer.initialize(parameters)
  return repeated(() => {
    const value = forward()
    value.item()
    const found = gradients(value, tensors)
    optimizer.update(parameters, new Map(Array.from(parameters.keys(), (name, i) => [name, found[i]!])), state)
  })
}
