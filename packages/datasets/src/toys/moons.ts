import { checkOptions } from '@gradus/kernel'
import { cos, PI, sin } from '@gradus/kernel/scalar'
import type { TargetForm, TargetShape } from '../class-targets.ts'
import { readCounts, readToyOptions, type ToyOptions, type ToySet, toyOptionNames, toySet } from './toy-set.ts'

/**
 * Two half circles that reach into each other: a classic that no straight line divides. Class 0 is the upper one around [0, 0], class 1 the
 * lower one around [1, 0.5], both of radius 1; points lie evenly along them.
 *
 * Shape: inputs [samples, 2]; targets [samples, 1] unless stated otherwise.
 * Throws: GradusError 'range' for fewer than 2 samples (`samples` may be a count for each class) or negative noise.
 * Source: the form is scikit-learn's `make_moons`.
 *
 * @example
 * moons(200, { noise: 0.1, seed: 7 }).inputs.shape // [200, 2]
 * moons(4, { shuffle: false }).inputs.data // Float32Array [1, 0, -1, 0, 0, 0.5, 2, 0.5]
 */
export function moons<const F extends TargetForm = 'binary'>(
  samples: number | readonly [number, number] = 100,
  options: ToyOptions<F> = {},
): ToySet<2, TargetShape<F, 2>> {
  checkOptions('moons', options, toyOptionNames)
  const counts = readCounts('moons', samples, 2)
  const all = { targets: 'binary' as const, ...options }
  const random = readToyOptions('moons', all, 2)
  const place = (point: Float64Array, which: number, i: number, count: number) => {
    const angle = count === 1 ? 0 : (PI * i) / (count - 1)
    point[0] = which === 0 ? cos(angle) : 1 - cos(angle)
    // At the end, where the sine of π is off by a rounding, it is exact.
    const height = i === count - 1 && i > 0 ? 0 : sin(angle)
    point[1] = which === 0 ? height : 0.5 - height
  }
  return toySet({ name: 'moons', displayName: 'Moons', features: 2, counts, place }, random, all) as unknown as ToySet<2, TargetShape<F, 2>>
}
