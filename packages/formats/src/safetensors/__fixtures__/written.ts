import type { ArrayData } from '@gradus/kernel'
import type { BigIntegers } from '../stored-tensor.ts'
import { writeSafetensors } from '../write-safetensors.ts'

const special = [0, -0, Infinity, -Infinity, Number.NaN, 1e-45, 3.4028234663852886e38, 0.1]

/** Arrays of every dtype, in every shape that is odd. */
export const arrays: ReadonlyMap<string, ArrayData | BigIntegers> = new Map<string, ArrayData | BigIntegers>([
  ['flags', { data: Uint8Array.of(1, 0, 1), shape: [3], dtype: 'bool' }],
  ['float32', { data: Float32Array.from(special), shape: [2, 4], dtype: 'float32' }],
  ['float64', { data: Float64Array.from(special), shape: [2, 2, 2], dtype: 'float64' }],
  ['int32', { data: Int32Array.of(-2147483648, 2147483647, 0), shape: [3, 1], dtype: 'int32' }],
  ['int64', { data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n), shape: [2], dtype: 'int64' }],
  ['uint64', { data: BigUint64Array.of(2n ** 64n - 1n), shape: [1], dtype: 'uint64' }],
  ['scalar', { data: Float32Array.of(3.5), shape: [], dtype: 'float32' }],
  ['empty', { data: new Float32Array(0), shape: [0, 3], dtype: 'float32' }],
  ['__proto__', { data: Float32Array.of(1), shape: [1], dtype: 'float32' }],
  ['ünïcode 🎲 "\\\n', { data: Float32Array.of(2), shape: [1], dtype: 'float32' }],
])

export const metadata: ReadonlyMap<string, string> = new Map([
  ['format', 'pt'],
  ['note', 'written by Gradus: "é"\n'],
])

/** The file of them; without what this PyTorch cannot hold (unsigned integers of 64 bits). */
export function written(forTorch = false): Uint8Array<ArrayBuffer> {
  const kept = new Map([...arrays].filter(([name]) => !forTorch || name !== 'uint64'))
  return writeSafetensors(kept, { metadata, checksum: true, identity: 'golden' })
}
