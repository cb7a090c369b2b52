import type { DType } from '@gradus/kernel'
import { hostNumber, type Tensor } from '@gradus/tensor'
import type { OptimizerState } from './state.ts'

/**
 * The numbers of this step as scalar tensors, made once per dtype: what `compute` makes of the step and the factor of the learning rate. In a
 * recorded step they are those of each of its runs, worked out when the first of them is asked for: also for a step that comes again after it
 * failed, perhaps with another schedule.
 */
export function stepNumbers<Scalar extends string>(
  state: Pick<OptimizerState, 'step' | 'rateFactor'>,
  compute: (step: number, rateFactor: number | undefined) => Readonly<Record<Scalar, number>>,
): (dtype: DType) => Readonly<Record<Scalar, Tensor>> {
  let { step, rateFactor } = state
  let numbers = compute(step, rateFactor)
  let isNew = true
  const names = Object.keys(numbers) as Scalar[]
  const refresh = (): void => {
    if (!isNew || state.step !== step || state.rateFactor !== rateFactor) {
      step = state.step
      rateFactor = state.rateFactor
      numbers = compute(step, rateFactor)
    }
    isNew = false
  }
  const made = new Map<DType, Readonly<Record<Scalar, Tensor>>>()
  return (dtype) => {
    let scalars = made.get(dtype)
    if (scalars === undefined) {
      const first = made.size === 0 ? names[0] : undefined
      const tensorOf = (key: Scalar): Tensor =>
        hostNumber(() => {
          if (key === first) refresh()
          return numbers[key]
        }, dtype)
      scalars = Object.fromEntries(names.map((key) => [key, tensorOf(key)])) as unknown as Readonly<Record<Scalar, Tensor>>
      made.set(dtype, scalars)
    }
    return scalars
  }
}
