import { noGradient, type Tensor, tensor } from '@gradus/tensor'
import type { Training } from './training.ts'

/**
 * What a step does with its gradients: an update of the parameters, or where gradients are accumulated, a sum to be kept until one is due.
 * All of it or, with an error, nothing. `counted` is what the samples of the batch counted, their number where undefined.
 */
export function updateStep(
  { parts, parameters, state, accumulation }: Training,
  gradients: ReadonlyMap<string, Tensor>,
  size: number,
  counted: Tensor | undefined,
  updates: boolean,
): void {
  if (accumulation === undefined) {
    parts.optimizer.update(parameters, gradients, state)
    return
  }
  noGradient(() => {
    const next = accumulation.with(gradients, counted ?? (tensor(size, { dtype: 'float64' }) as Tensor))
    if (updates) parts.optimizer.update(parameters, accumulation.gradients(next), state)
    accumulation.keep(updates ? undefined : next)
  })
}
