import { type Tensor, tensor } from '@gradus/tensor'
import { expect } from 'vitest'
import * as losses from '../index.ts'

/** What a fixture says of a loss. */
export interface FixtureCase {
  readonly loss: string
  readonly options: object
  readonly label: string
  readonly prediction: { readonly shape: readonly number[]; readonly data: readonly number[] }
  readonly target: { readonly shape: readonly number[]; readonly data: readonly number[] }
}

/** The cases of a fixture under names that tell them apart. */
export function named<Case extends FixtureCase>(cases: readonly Case[]): (readonly [string, Case])[] {
  return cases.map((of) => [`${of.loss} ${JSON.stringify(of.options)}, ${of.label}`, of] as const)
}

/** The loss of a case. */
export function lossOf({ loss, options }: FixtureCase, reduction: losses.Reduction): losses.Loss {
  return (losses as unknown as Record<string, (options: object) => losses.Loss>)[loss]!({ ...options, reduction })
}

/** Prediction and target of a case. */
export function inputs(of: FixtureCase, dtype: 'float32' | 'float64' = 'float64'): { x: Tensor; y: Tensor } {
  const { prediction, target } = of
  const indices = lossOf(of, 'none').target === 'classIndex'
  return {
    x: tensor(Float64Array.from(prediction.data), { shape: prediction.shape, dtype, requiresGradient: true }),
    y: indices
      ? tensor(Int32Array.from(target.data), { shape: target.shape })
      : tensor(Float64Array.from(target.data), { shape: target.shape, dtype }),
  }
}

/** Expects numbers near others: to a few units in the last place, and beside the largest ones to as many of theirs. */
export function expectNear(actual: ArrayLike<number>, expected: readonly number[], relative: number): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((want, i) => {
    const error = Math.abs(actual[i]! - want) / Math.max(Math.abs(want), 1)
    if (!(error <= relative)) expect.fail(`element ${i} is ${actual[i]}, expected ${want}`)
  })
}
