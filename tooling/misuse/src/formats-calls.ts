import { saveWeights, writeSafetensors } from '@gradus/formats'
import { type Tensor, tensor } from '@gradus/tensor'
import { IDBFactory } from 'fake-indexeddb'
import type { Arguments } from './usual-calls.ts'

const arrays = () => new Map([['a', { data: Float32Array.of(1, 2), shape: [2], dtype: 'float32' as const }]])
const parameters = () => new Map([['w', { tensor: tensor([1, 2]) as Tensor, trainable: true }]])
const written = { metadata: new Map([['a', 'b']]), checksum: true, identity: 'a' }

/** Calls of what the formats package exports. */
export const formatsCalls: Readonly<Record<string, Arguments>> = {
  'formats.crc32': () => [Uint8Array.of(1), 0],
  'formats.indexedDbStore': () => [
    { database: 'a', name: 'b' },
    { identity: 'c', fallBack: true, onFallBack: () => undefined, indexedDB: new IDBFactory() },
  ],
  'formats.indexedDbStore().write': () => [writeSafetensors(arrays(), { identity: 'c' })],
  'formats.loadWeights': () => [
    parameters(),
    saveWeights(parameters()),
    { name: 'a', checksum: 'whenPresent', allowMissing: true, allowExtra: true, allowNonFinite: true },
  ],
  'formats.parseJson': () => ['{}', { name: 'a', maxDepth: 3, integersOnly: true }],
  'formats.readSafetensors': () => [writeSafetensors(arrays()), { name: 'a', int64: 'float64', checksum: 'whenPresent' }],
  'formats.saveWeights': () => [parameters(), written],
  'formats.verifySafetensors': () => [writeSafetensors(arrays()), { name: 'a', checksum: 'whenPresent' }],
  'formats.writeSafetensors': () => [arrays(), written],
}
