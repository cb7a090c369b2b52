import { checkBoolean, checkOptions, GradusError } from '@gradus/kernel'
import type { Shuffler } from '../dataset.ts'
import { checkShuffler, drawOrder } from '../shuffler.ts'
import { readFractions, splitParts } from '../split.ts'
import { checkClassCounts, classesOf, type SampleClasses } from './classes-of.ts'
import { checkPickable, type PickableDataset, type Picked, pickIndices, pickRange } from './pick.ts'

/** How {@link split} divides. */
export interface StratifiedSplitOptions {
  /** Draws which samples go where. Without it the first samples go to the first part. */
  readonly shuffle?: Shuffler | undefined
  /** Whether each part gets its share of every class, to within one sample; false unless stated. */
  readonly stratified?: boolean
}

/**
 * Parts for training and for testing: a fraction makes `{ train, test }`, named fractions that sum to 1 make parts of those names. The
 * method of arrays with what it leaves out: any dataset, and parts that have the same shares of all classes.
 *
 * Throws: GradusError 'range' when the fractions do not sum to 1, a part would be empty, or a class has fewer samples than there are parts.
 *
 * @example
 * const { train, test } = split(iris(), 0.8, { stratified: true, shuffle: randomGenerator(7) })
 * test.size // 30, ten of each species
 */
export function split<D extends PickableDataset>(
  data: D,
  fraction: number,
  options?: StratifiedSplitOptions,
): { readonly train: Picked<D>; readonly test: Picked<D> }
export function split<D extends PickableDataset, Name extends string>(
  data: D,
  fractions: Readonly<Record<Name, number>>,
  options?: StratifiedSplitOptions,
): { readonly [name in Name]: Picked<D> }
export function split(data: PickableDataset, fractions: unknown, options: StratifiedSplitOptions = {}): Record<string, unknown> {
  checkPickable('split', data)
  checkOptions('split', options, ['shuffle', 'stratified'])
  const { shuffle, stratified = false } = options
  if (shuffle !== undefined) checkShuffler('split', shuffle)
  checkBoolean('split', 'stratified', stratified)
  const parts = splitParts(data.size, fractions)
  if (!stratified) {
    const order = shuffle && drawOrder('split', shuffle, data.size)
    return Object.fromEntries(
      parts.map(({ name, start, end }) => [name, order ? pickIndices(data, order.subarray(start, end)) : pickRange(data, start, end)]),
    )
  }
  const classes = classesOf('split', data)
  checkClassCounts('split', classes, parts.length)
  const order = shuffle ? drawOrder('split', shuffle, data.size) : Int32Array.from({ length: data.size }, (_, i) => i)
  const divided = divide(
    classes,
    order,
    readFractions(fractions).map(([, fraction]) => fraction),
  )
  const empty = divided.findIndex((indices) => indices.length === 0)
  if (empty >= 0) {
    const counts = parts.map(({ name }, part) => `${name} ${divided[part]!.length}`).join(', ')
    throw new GradusError('range', `split: ${parts[empty]!.name} would be empty: ${data.size} samples make ${counts}`)
  }
  return Object.fromEntries(parts.map(({ name }, part) => [name, pickIndices(data, divided[part]!)]))
}

/** The indices of each part: of every class its share, rounded up or down so that the parts come near theirs too. */
function divide({ classes, counts }: SampleClasses, order: Int32Array, fractions: readonly number[]): Int32Array[] {
  const room = shares(counts, fractions)
  const parts = fractions.map(() => [] as number[])
  for (const index of order) {
    const left = room[classes[index]!]!
    const part = left.findIndex((count) => count > 0)
    left[part]!--
    parts[part]!.push(index)
  }
  return parts.map((indices) => Int32Array.from(indices))
}

/** How many samples of each class each part gets: the exact share without its fraction, and what is left to the parts that are most behind. */
function shares(counts: readonly number[], fractions: readonly number[]): number[][] {
  const behind = fractions.map(() => 0)
  return counts.map((count) => {
    // The room is for shares like 0.29 · 100, which is 28.999999999999996.
    const exact = fractions.map((fraction) => count * fraction)
    const whole = exact.map((share) => Math.floor(share + 1e-9))
    for (const [part, share] of exact.entries()) behind[part]! += share - whole[part]!
    let left = count - whole.reduce((sum, share) => sum + share, 0)
    const candidates = exact.flatMap((share, part) => (share - whole[part]! > 1e-9 ? [part] : []))
    for (const part of candidates.sort((a, b) => behind[b]! - behind[a]!)) {
      if (left-- <= 0) break
      whole[part]!++
      behind[part]!--
    }
    return whole
  })
}
