import { checkBoolean, checkInteger, checkOptions } from '@gradus/kernel'
import type { Shuffler } from '../dataset.ts'
import { checkShuffler, drawOrder } from '../shuffler.ts'
import { checkClassCounts, classesOf } from './classes-of.ts'
import { checkPickable, type PickableDataset, type Picked, pickIndices } from './pick.ts'

/** How {@link kFold} divides. */
export interface KFoldOptions {
  /** Draws which samples go where. Without it each fold has samples that lie side by side. */
  readonly shuffle?: Shuffler | undefined
  /** Whether each fold gets its share of every class, to within one sample; false unless stated. */
  readonly stratified?: boolean
}

/** One fold: what is left out to test on, and all the rest to train on. Each is made when it is asked for. */
export interface Fold<D> {
  /** All other folds, to train on. */
  readonly train: D
  /** This fold, to test on. */
  readonly test: D
}

/**
 * The folds of a cross-validation: each sample is in the test part of exactly one. Sizes differ by one at most.
 *
 * Throws: GradusError 'range' unless there are 2 … size folds, or when a class has fewer samples than there are folds (stratified).
 * Source: the folds are scikit-learn's `KFold` and `StratifiedKFold`, without shuffling index for index.
 *
 * @example
 * for (const { train, test } of kFold(iris(), 5, { stratified: true })) [train.size, test.size] // [120, 30]
 */
export function kFold<D extends PickableDataset>(data: D, folds: number, options: KFoldOptions = {}): readonly Fold<Picked<D>>[] {
  checkPickable('kFold', data)
  const { size } = data
  checkInteger('kFold', 'folds', folds, { min: 2, max: size })
  checkOptions('kFold', options, ['shuffle', 'stratified'])
  const { shuffle, stratified = false } = options
  if (shuffle !== undefined) checkShuffler('kFold', shuffle)
  checkBoolean('kFold', 'stratified', stratified)
  const foldOf = stratified ? stratifiedFolds(data, folds, shuffle) : evenFolds(size, folds, shuffle)
  const where = (wanted: (fold: number) => boolean) => Int32Array.from({ length: size }, (_, i) => i).filter((i) => wanted(foldOf[i]!))
  return Array.from({ length: folds }, (_, which) => ({
    get train() {
      return pickIndices(
        data,
        where((fold) => fold !== which),
      )
    },
    get test() {
      return pickIndices(
        data,
        where((fold) => fold === which),
      )
    },
  }))
}

/** The fold of each sample: the first folds have one more where it does not divide. */
function evenFolds(size: number, folds: number, shuffle: Shuffler | undefined): Int32Array {
  const order = shuffle && drawOrder('kFold', shuffle, size)
  const foldOf = new Int32Array(size)
  let at = 0
  for (let fold = 0; fold < folds; fold++) {
    const end = at + Math.floor(size / folds) + (fold < size % folds ? 1 : 0)
    for (; at < end; at++) foldOf[order ? order[at]! : at] = fold
  }
  return foldOf
}

/** The same by class: dealt out over the folds, one class after the other, so that the folds stay even. */
function stratifiedFolds(data: PickableDataset, folds: number, shuffle: Shuffler | undefined): Int32Array {
  const found = classesOf('kFold', data)
  checkClassCounts('kFold', found, folds)
  const { classes, counts } = found
  // How many of each class each fold gets: the cards of a deck sorted by class, dealt to the folds in turn.
  const room = counts.map(() => new Array<number>(folds).fill(0))
  let dealt = 0
  for (const [which, count] of counts.entries()) {
    for (let i = 0; i < count; i++) room[which]![dealt++ % folds]!++
  }
  const order = shuffle && drawOrder('kFold', shuffle, data.size)
  const foldOf = new Int32Array(data.size)
  for (let i = 0; i < data.size; i++) {
    const index = order ? order[i]! : i
    const left = room[classes[index]!]!
    const fold = left.findIndex((count) => count > 0)
    left[fold]!--
    foldOf[index] = fold
  }
  return foldOf
}
