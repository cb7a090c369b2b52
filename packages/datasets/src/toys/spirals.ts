import { checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import { cos, PI, sin } from '@gradus/kernel/scalar'
import type { TargetForm, TargetShape } from '../class-targets.ts'
import { readCounts, readToyOptions, type ToyOptions, type ToySet, toyOptionNames, toySet } from './toy-set.ts'

/** Options of {@link spirals}. */
export interface SpiralsOptions<F extends TargetForm, Arms extends number> extends ToyOptions<F> {
  /** How many arms, each a class: 2 … 100; 2 unless stated. */
  readonly arms?: Arms
  /** How often each arm goes round, above 0; 1 unless stated. */
  readonly turns?: number
}

/**
 * Arms that wind out of the middle, each turned against the one before: point i of n has the radius r = (i + 1) / n and the angle
 * 2π (turns · r + arm / arms).
 *
 * Shape: inputs [samples, 2]; targets [samples], the number of the arm as int32, unless stated otherwise.
 * Throws: GradusError 'range' for fewer samples than arms (`samples` may be a count for each arm), negative noise, fewer than 2 arms.
 *
 * @example
 * spirals(300, { arms: 3, noise: 0.02, seed: 7 }).targets.dtype // 'int32'
 * spirals(2, { targets: 'binary', shuffle: false }).targets.data // Float32Array [0, 1]
 */
export function spirals<const F extends TargetForm = 'classIndex', const Arms extends number = 2>(
  samples: number | readonly number[] = 100,
  options: SpiralsOptions<F, Arms> = {},
): ToySet<2, TargetShape<F, Arms>> {
  checkOptions('spirals', options, [...toyOptionNames, 'arms', 'turns'])
  const { arms = 2, turns = 1, ...rest } = options as SpiralsOptions<F, number>
  checkInteger('spirals', 'arms', arms, { min: 2, max: 100 })
  checkNumber('spirals', 'turns', turns, { above: 0, max: 1000 })
  const counts = readCounts('spirals', samples, arms)
  const random = readToyOptions('spirals', rest, arms)
  const place = (point: Float64Array, arm: number, i: number, count: number) => {
    const radius = (i + 1) / count
    const angle = 2 * PI * (turns * radius + arm / arms)
    point[0] = radius * cos(angle)
    point[1] = radius * sin(angle)
  }
  const classes = { name: 'spirals', displayName: 'Spirals', features: 2, counts, place }
  return toySet(classes, random, rest) as unknown as ToySet<2, TargetShape<F, Arms>>
}
