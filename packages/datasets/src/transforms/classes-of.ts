import { describe, elementCount, GradusError } from '@gradus/kernel'
import { batchShape } from '../samples.ts'
import type { PickableDataset } from './pick.ts'

/** The class of each sample, numbered by first appearance, and how many samples each class has. */
export interface SampleClasses {
  readonly classes: Int32Array
  readonly counts: readonly number[]
  readonly names: readonly number[]
}

/** So many samples are read at a time. */
const chunk = 4096

/**
 * The classes of all samples by their targets: a number for each, or a row with a single 1.
 *
 * Throws: GradusError 'range' for a target that says no class.
 */
export function classesOf(operation: string, data: PickableDataset): SampleClasses {
  const { size, layout, targetShape } = data
  const width = elementCount(targetShape)
  const known = new Map<number, number>()
  const counts: number[] = []
  const classes = new Int32Array(size)
  for (let start = 0; start < size; start += chunk) {
    const end = Math.min(start + chunk, size)
    const { targets } = data.slice(start, end)
    const count = end - start
    const across = layout === 'samplesFirst' || batchShape(targetShape, count, layout).length === 1
    for (let i = 0; i < count; i++) {
      const target = across
        ? targets.data.subarray(i * width, (i + 1) * width)
        : Array.from({ length: width }, (_, j) => targets.data[j * count + i]!)
      const name = width === 1 ? target[0]! : placeOfOne(operation, target, start + i)
      if (Number.isNaN(name)) throw new GradusError('range', `${operation}: the target of sample ${start + i} is NaN, which is no class`)
      const which = known.get(name) ?? known.size
      known.set(name, which)
      counts[which] = (counts[which] ?? 0) + 1
      classes[start + i] = which
    }
  }
  return { classes, counts, names: [...known.keys()] }
}

function placeOfOne(operation: string, target: ArrayLike<number>, sample: number): number {
  let place = -1
  for (let j = 0; j < target.length; j++) {
    if (target[j] === 0) continue
    if (target[j] !== 1 || place !== -1) {
      throw new GradusError(
        'range',
        `${operation}: the target of sample ${sample} is ${describe(Array.from(target))}, expected a class, or a row with a single 1`,
      )
    }
    place = j
  }
  return place
}

/** Throws 'range' when a class has fewer samples than there are parts to divide it among. */
export function checkClassCounts(operation: string, { counts, names }: SampleClasses, parts: number): void {
  const which = counts.findIndex((count) => count < parts)
  if (which === -1) return
  const samples = counts[which] === 1 ? '1 sample' : `${counts[which]} samples`
  throw new GradusError(
    'range',
    `${operation}: class ${names[which]} has ${samples}, fewer than the ${parts} parts; stratified needs at least one for each`,
  )
}
