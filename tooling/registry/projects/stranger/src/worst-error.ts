import type { Metric } from '@gradus/metrics'
import { abs, cast, full, max, maximum, subtract } from '@gradus/tensor'

/** A metric as a plain object: the largest error of all. */
export const worstError: Metric<'worstError'> = {
  name: 'worstError',
  initialize: () => ({ worst: full([], 0, { dtype: 'float64' }) }),
  update: ({ worst }, prediction, target) => ({
    worst: maximum(worst!, cast(max(abs(subtract(prediction, target))), 'float64')),
  }),
  value: ({ worst }) => worst!.item(),
}
