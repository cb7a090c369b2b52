import { checkBoolean, checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'
import type { BatchPosition } from './dataset.ts'
import { isPermutation } from './shuffler.ts'

const settings = ['samples', 'batchSize', 'dropRemainder', 'shuffle'] as const

/** Throws unless `position` is one that these batches can have, of which `current` is an example. */
export function checkPosition(position: BatchPosition, current: BatchPosition, batchesPerEpoch: number): void {
  if (position === undefined) throw new GradusError('type', `restore: position must be an object, got undefined`)
  checkOptions('restore', position, Object.keys(current))
  checkInteger('restore', 'position.samples', position.samples, { min: 1 })
  checkInteger('restore', 'position.batchSize', position.batchSize, { min: 1 })
  checkBoolean('restore', 'position.dropRemainder', position.dropRemainder)
  checkBoolean('restore', 'position.shuffle', position.shuffle)
  const differences = settings.filter((name) => position[name] !== current[name])
  if (differences.length > 0) {
    const list = differences.map((name) => `${name} was ${position[name]} and is ${current[name]}`).join(', ')
    throw new GradusError('state', `restore: the position belongs to other batches: ${list}`)
  }
  checkInteger('restore', 'position.epoch', position.epoch, { min: 0 })
  checkInteger('restore', 'position.batch', position.batch, { min: 0, max: batchesPerEpoch })
  checkOrder(position, batchesPerEpoch)
}

/** An order is there exactly while an epoch in random order is under way. */
function checkOrder({ order, samples, shuffle, batch }: BatchPosition, batchesPerEpoch: number): void {
  if (shuffle && batch > 0 && batch < batchesPerEpoch) {
    if (Array.isArray(order) && isPermutation(order, samples)) return
    throw new GradusError('state', `restore: position.order must hold each of 0 … ${samples - 1} once, got ${describe(order)}`)
  }
  if (order !== null) throw new GradusError('state', `restore: position.order must be null at batch ${batch}, got ${describe(order)}`)
}
