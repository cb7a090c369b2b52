import type { DType } from '@gradus/kernel'
import { hostNumber, type Tensor } from '@gradus/tensor'

/** What the numbers of a step follow from. */
export interface Moment {
  readonly step: number
  readonly factor: number
}

/**
 * The numbers of this step as scalar tensors, made once per dtype. In a recorded step they are those of each of its runs, worked out when the
 * first of them is asked for: also for a step that comes again after it failed, perhaps with another schedule.
 */
export function stepNumbers<Scalar extends string>(
  momentOf: () => Moment,
  compute: (moment: Moment) => Readonly<Record<Scalar, number>>,
): (dtype: DType) => Readonly<Record<Scalar, Tensor>> {
  let moment = momentOf()
  let numbers = compute(moment)
  let isNew = true
  const names = Object.keys(numbers) as Scalar[]
  const refresh = (): void => {
    const now = momentOf()
    if (!isNew || now.step !== moment.step || now.factor !== moment.factor) numbers = compute(now)
    moment = now
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
