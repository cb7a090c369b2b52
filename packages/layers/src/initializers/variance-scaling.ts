import { checkChoice, checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import { fansOf } from './fans.ts'
import type { Initializer } from './initializer.ts'
import { fillTruncatedNormal, truncatedDeviation } from './truncated-normal.ts'

/** Options of {@link varianceScaling}. */
export interface VarianceScalingOptions {
  /** The variance times the fan, 1 unless stated. */
  readonly scale?: number
  /** The fan that divides the scale: of the inputs unless stated, of the outputs, or their mean. */
  readonly fan?: (typeof fanChoices)[number]
  /** `truncatedNormal` unless stated. */
  readonly distribution?: (typeof distributions)[number]
}

const fanChoices = ['inputs', 'outputs', 'mean'] as const
const distributions = ['truncatedNormal', 'normal', 'uniform'] as const

/**
 * Numbers around 0 with variance scale / fan, so that signals neither grow nor fade from layer to layer; Glorot, He and LeCun are cases of it.
 *
 * Throws: GradusError 'range' unless the scale is positive, 'type' for an unknown fan or distribution.
 * Source: Glorot & Bengio 2010; He et al. 2015; defined as Keras' `VarianceScaling`.
 *
 * @example
 * varianceScaling({ scale: 2 }) // the same as heNormal()
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  checkOptions('varianceScaling', options, ['scale', 'fan', 'distribution'])
  const { scale = 1, fan = 'inputs', distribution = 'truncatedNormal' } = options
  checkNumber('varianceScaling', 'scale', scale, { above: 0 })
  checkChoice('varianceScaling', 'fan', fan, fanChoices)
  checkChoice('varianceScaling', 'distribution', distribution, distributions)
  return (values, shape, random) => {
    const variance = scale / fanOf(shape, fan)
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance)
      random.fillUniform(values, -limit, limit)
    } else if (distribution === 'normal') random.fillNormal(values, 0, Math.sqrt(variance))
    else fillTruncatedNormal(values, random, 0, Math.sqrt(variance) / truncatedDeviation)
  }
}

/** At least 1, since an empty kernel has no fan. */
function fanOf(shape: Shape, fan: (typeof fanChoices)[number]): number {
  const { inputs, outputs } = fansOf(shape)
  return Math.max(1, fan === 'inputs' ? inputs : fan === 'outputs' ? outputs : (inputs + outputs) / 2)
}
