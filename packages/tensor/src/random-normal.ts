import { checkChoice, checkShape, describe, GradusError, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { cos, log, PI } from '@gradus/kernel/numerics'
import { defineElementwise } from './elementwise.ts'
import { cast } from './ops/cast.ts'
import type { StepRandom } from './step-random.ts'
import type { Tensor } from './tensor.ts'

/**
 * Normal numbers of mean 0 and deviation 1 from the random numbers of a step, independent of every other draw: √(−2 log(1 − u)) · cos(2πv), where
 * u and v are two draws of uniform float64 numbers. A float32 is the float64 rounded. None is farther from 0 than 8.58.
 *
 * Gradient: none.
 * Throws: GradusError 'type' unless `random` is such as `stepRandom` gives.
 * Source: Box & Muller 1958, A note on the generation of random normal deviates.
 *
 * @example
 * randomNormal(stepRandom(42, 0), [2]).shape // [2]
 */
export function randomNormal<const S extends Shape>(random: StepRandom, shape: S, dtype: 'float32' | 'float64' = 'float32'): Tensor<S> {
  if (typeof random?.uniform !== 'function') {
    throw new GradusError(
      'type',
      `randomNormal: random must be the random numbers of a step, such as stepRandom(0, 0), got ${describe(random)}`,
    )
  }
  checkShape('randomNormal', shape)
  checkChoice('randomNormal', 'dtype', dtype, ['float32', 'float64'])
  const numbers = normalOf(random.uniform(shape, 'float64'), random.uniform(shape, 'float64'))
  return (dtype === 'float64' ? numbers : cast(numbers, dtype)) as never
}

const normalOf = /* @__PURE__ */ defineElementwise<(u: Tensor, v: Tensor) => Tensor>({
  name: 'normal',
  formula: '√(−2 log(1 − a)) · cos(2πb)',
  forward: (u, v) => e.multiply(e.sqrt(e.multiply(-2, log(e.subtract(1, u)))), cos(e.multiply(2 * PI, v))),
})
