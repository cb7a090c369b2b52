import { GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { cast, checkTensor, divide, equal, mean, multiply, requireRange, sum, type Tensor, where } from '@gradus/tensor'

/** How the samples' losses become one: `none` keeps them apart. */
export type Reduction = 'mean' | 'sum' | 'none'

/** What a `part` of a definition gave, as one number per sample: the mean over all axes but the first. */
export function meanPerSample(name: string, part: string, elements: Tensor, batch: number): Tensor {
  checkTensor(name, `the result of ${part}`, elements)
  if (elements.rank === 0 || elements.shape[0] !== batch) {
    throw new GradusError(
      'shape',
      `${name}: ${part} gave shape ${shapeText(elements.shape)}, expected [${batch}, …]: one or more per sample`,
    )
  }
  if (elements.rank === 1) return elements
  if (elements.size === 0 && batch > 0)
    throw new GradusError(
      'range',
      `${name}: the mean of 0 items does not exist; a sample of shape ${shapeText(elements.shape.slice(1))} is empty`,
    )
  return mean<Shape, readonly number[]>(
    elements,
    Array.from({ length: elements.rank - 1 }, (_, axis) => axis + 1),
  ) as Tensor
}

/** Each sample's loss times the weight that the caller gave it, after a check of the weights. */
export function weighSamples(name: string, perSample: Tensor, weights: unknown): Tensor {
  checkTensor(name, 'weights', weights)
  if (!sameShape(weights.shape, perSample.shape))
    throw new GradusError(
      'shape',
      `${name}: weights have shape ${shapeText(weights.shape)}, expected ${shapeText(perSample.shape)}, one for each sample`,
    )
  if (weights.dtype !== perSample.dtype)
    throw new GradusError(
      'type',
      `${name}: prediction is ${perSample.dtype}, weights ${weights.dtype}; use cast(weights, '${perSample.dtype}')`,
    )
  const checked = requireRange(name, weights, { label: 'weights', min: 0, max: largest, hint: 'weights are finite and not negative' })
  return multiply(perSample, checked) as Tensor
}

/** The largest finite number of float32. */
const largest = 3.4028234663852886e38

/** The samples' losses as one. `counts` is what each sample counts in the mean; 1 unless given. */
export function reduce(name: string, perSample: Tensor, reduction: Reduction, counts?: () => Tensor): Tensor {
  if (reduction === 'none') return perSample
  if (reduction === 'sum') return sum(perSample) as Tensor
  if (perSample.size === 0) throw new GradusError('range', `${name}: the mean of 0 items does not exist; the batch is empty`)
  if (counts === undefined) return mean(perSample) as Tensor
  const total = sum(cast(counts(), perSample.dtype)) as Tensor
  // Where nothing counts, the sum of losses is 0, and so is its mean.
  return divide(sum(perSample), where(equal(total, 0), 1, total)) as Tensor
}
