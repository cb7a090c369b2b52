import type { Shuffler } from '../dataset.ts'
import { checkShuffler, drawOrder } from '../shuffler.ts'
import { checkPickable, type PickableDataset, type Picked, pickIndices } from './pick.ts'

/**
 * The samples of a dataset in another order, drawn once: copies of arrays; of other datasets lazily. For a new order in each epoch see
 * `batches({ shuffle })`.
 *
 * Throws: GradusError 'type' for what is no generator.
 *
 * @example
 * shuffle(xor(), randomGenerator(7)).size // 4
 */
export function shuffle<D extends PickableDataset>(data: D, random: Shuffler): Picked<D> {
  checkPickable('shuffle', data)
  checkShuffler('shuffle', random)
  return pickIndices(data, drawOrder('shuffle', random, data.size))
}
