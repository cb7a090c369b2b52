import { readSafetensors, writeSafetensors } from '@gradus/formats'
import { checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkSnapshot, type TrainerSnapshot } from '../snapshot.ts'
import { decodeData, encodeData } from './plain-data.ts'

/** The name under which the metadata of a file keep what is no tensor. */
const key = 'gradus.checkpoint'
const identity = 'gradus checkpoint'

/**
 * A snapshot as the bytes of a safetensors file: its tensors, all else as JSON in the header, and a checksum. The same snapshot gives the same bytes.
 *
 * Throws: GradusError 'type' for what is no snapshot, or a state of a callback that is no plain data.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: adam() })
 * await trainer.fit(xor(), { epochs: 5 })
 * const file = writeCheckpoint(trainer.snapshot())
 * trainer.restore(readCheckpoint(file))
 */
export function writeCheckpoint(snapshot: TrainerSnapshot): Uint8Array<ArrayBuffer> {
  checkSnapshot('writeCheckpoint', snapshot)
  const { text, arrays } = encodeData('writeCheckpoint', snapshot)
  return writeSafetensors(arrays, { metadata: new Map([[key, text]]), checksum: true, identity })
}

/** Options of {@link readCheckpoint}. */
export interface ReadCheckpointOptions {
  /** What error messages call the file. */
  readonly name?: string
}

/**
 * The snapshot in the bytes of a checkpoint, to be given to `trainer.restore`.
 *
 * Throws: GradusError 'file' when the bytes are cut, changed, of another kind, or of a newer version; nothing is read of a file whose checksum is wrong.
 */
export function readCheckpoint(bytes: Uint8Array, options: ReadCheckpointOptions = {}): TrainerSnapshot {
  checkOptions('readCheckpoint', options, ['name'])
  const { name = 'the checkpoint' } = options
  const { tensors, metadata } = readSafetensors(bytes, { name, checksum: 'required', identity })
  const text = metadata.get(key)
  if (text === undefined)
    throw new GradusError('file', `readCheckpoint: ${name}: there is no ${key} in its metadata; it holds tensors only`)
  const snapshot = decodeData('readCheckpoint', name, { text, arrays: tensors }) as Partial<TrainerSnapshot> | null
  if (typeof snapshot !== 'object' || snapshot === null)
    throw new GradusError('file', `readCheckpoint: ${name}: holds ${describe(snapshot)}, no snapshot`)
  const { version } = snapshot
  if (version !== 1) {
    const hint = typeof version === 'number' && version > 1 ? '; update @gradus/trainer' : ''
    throw new GradusError('file', `readCheckpoint: ${name} is of version ${describe(version)}, this reads version 1${hint}`)
  }
  return snapshot as TrainerSnapshot
}
