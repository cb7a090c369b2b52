import { readSafetensors } from '../../safetensors/read-safetensors.ts'
import { verifySafetensors } from '../../safetensors/verify-safetensors.ts'
import { writeSafetensors } from '../../safetensors/write-safetensors.ts'
import { placeOf } from '../file-place.ts'
import { storeOn } from '../file-store.ts'
import type { CrashingDisk } from './crashing-disk.ts'

/** A checkpoint that holds a number, again and again: a mixture of two would be seen. */
export function version(number: number, length = 24): Uint8Array<ArrayBuffer> {
  const data = new Float32Array(length).fill(number)
  return writeSafetensors(new Map([['w', { data, shape: [length], dtype: 'float32' }]]), { checksum: true })
}

/** The number in a checkpoint. */
export function numberIn(bytes: Uint8Array): number {
  const { data } = readSafetensors(bytes, { checksum: 'required' }).tensors.get('w')!
  if (data.some((value) => value !== data[0])) throw new Error('two versions are mixed')
  return data[0]!
}

let processes = 100

/** A store in a process of its own: the others are over. */
export function storeOnDisk(
  disk: CrashingDisk,
  options: { readonly fallBack?: boolean; readonly waited?: (milliseconds: number) => void } = {},
) {
  const processId = processes++
  let made = 0
  const host = {
    fileSystem: disk.fileSystem,
    machine: '0123abcd',
    processId,
    startedAt: 0,
    now: () => 0,
    isRunning: (id: number) => id === processId,
    wait: async (milliseconds: number) => options.waited?.(milliseconds),
    unique: () => (processId * 1000 + made++).toString(16).padStart(12, '0'),
  }
  const check = (bytes: Uint8Array, name: string) => verifySafetensors(bytes, { name, checksum: 'required' })
  return storeOn(host, placeOf('/run/last.safetensors'), check, options.fallBack ? () => undefined : undefined)
}
