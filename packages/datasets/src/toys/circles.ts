import { checkNumber, checkOptions } from '@gradus/kernel'
import { cos, PI, sin } from '@gradus/kernel/scalar'
import type { TargetForm, TargetShape } from '../class-targets.ts'
import { readCounts, readToyOptions, type ToyOptions, type ToySet, toyOptionNames, toySet } from './toy-set.ts'

/** Options of {@link circles}. */
export interface CirclesOptions<F extends TargetForm> extends ToyOptions<F> {
  /** The radius of the inner circle, in (0, 1); 0.8 unless stated. */
  readonly factor?: number
}

/**
 * A circle within a circle, both around [0, 0]. Class 0 is the outer one of radius 1, class 1 the inner one; points lie evenly along them.
 *
 * Shape: inputs [samples, 2]; targets [samples, 1] unless stated otherwise.
 * Throws: GradusError 'range' for fewer than 2 samples (`samples` may be a count for each class), negative noise or a factor outside (0, 1).
 * Source: the form is scikit-learn's `make_circles`.
 *
 * @example
 * circles(200, { factor: 0.5, noise: 0.05, seed: 7 }).targets.shape // [200, 1]
 * circles(2, { factor: 0.5, shuffle: false }).inputs.data // Float32Array [1, 0, 0.5, 0]
 */
export function circles<const F extends TargetForm = 'binary'>(
  samples: number | readonly [number, number] = 100,
  options: CirclesOptions<F> = {},
): ToySet<2, TargetShape<F, 2>> {
  checkOptions('circles', options, [...toyOptionNames, 'factor'])
  const counts = readCounts('circles', samples, 2)
  const { factor = 0.8, ...rest } = options
  checkNumber('circles', 'factor', factor, { above: 0, below: 1 })
  const all = { targets: 'binary' as const, ...rest }
  const random = readToyOptions('circles', all, 2)
  const place = (point: Float64Array, which: number, i: number, count: number) => {
    const angle = (2 * PI * i) / count
    const radius = which === 0 ? 1 : factor
    point[0] = radius * cos(angle)
    point[1] = radius * sin(angle)
  }
  const classes = { name: 'circles', displayName: 'Circles', features: 2, counts, place }
  return toySet(classes, random, all) as unknown as ToySet<2, TargetShape<F, 2>>
}
