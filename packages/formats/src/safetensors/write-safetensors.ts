import { type ArrayData, checkBoolean, checkOptions, describe, GradusError } from '@gradus/kernel'
import { checksumKey, emptyChecksum, identityKey, isChecksum, sealFile } from '../integrity/checksum.ts'
import { loneSurrogate } from '../json/json-reader.ts'
import { checkText } from '../refuse.ts'
import { checkArray, type Writable } from './check-array.ts'
import { lengthBytes, maxHeaderBytes, metadataName } from './limits.ts'
import { writeLittleEndian } from './little-endian.ts'
import type { BigIntegers } from './stored-tensor.ts'

/** Options of {@link writeSafetensors}. */
export interface WriteSafetensorsOptions {
  /** Texts about the file. */
  readonly metadata?: ReadonlyMap<string, string>
  /**
   * Whether the metadata get a checksum of the whole file, which `readSafetensors` verifies; other readers see one entry more. False
   * unless stated.
   */
  readonly checksum?: boolean
  /** Which file it is, as an entry of the metadata; `readSafetensors` can insist on it. */
  readonly identity?: string
}

/**
 * The bytes of a safetensors file with these arrays, in their order. The same arrays give the same bytes; those of large elements come
 * first, so that all are aligned.
 *
 * NaN, infinities and −0 are written bit by bit. `int64` and `uint64` stand for BigInt64Array and BigUint64Array.
 *
 * Throws: GradusError 'type' for what is no array, text or map, 'shape' for data that do not fill their shape, 'range' for the reserved
 * name `__metadata__`, names that
 * are no characters, bools other than 0 and 1, and a header above 100 MB.
 * Source: Hugging Face, safetensors, "Format" (version of 2024).
 *
 * @example
 * const file = writeSafetensors(new Map([['b', { data: Float32Array.of(0.5), shape: [1], dtype: 'float32' }]]), { checksum: true })
 * readSafetensors(file).checksum // 'verified'
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, ArrayData | BigIntegers>,
  options: WriteSafetensorsOptions = {},
): Uint8Array<ArrayBuffer> {
  checkOptions('writeSafetensors', options, ['metadata', 'checksum', 'identity'])
  return writeFile('writeSafetensors', tensors, options)
}

/** The same for other writers, in whose name messages are given. */
export function writeFile(
  operation: string,
  tensors: ReadonlyMap<string, ArrayData | BigIntegers>,
  { metadata, checksum = false, identity }: WriteSafetensorsOptions,
): Uint8Array<ArrayBuffer> {
  checkBoolean(operation, 'checksum', checksum)
  checkText(operation, 'identity', identity)
  const entries = writableEntries(operation, tensors)
  // The checksum comes first: nothing before it can look like it.
  const texts = new Map<string, string>()
  if (checksum) texts.set(checksumKey, emptyChecksum)
  if (identity !== undefined) texts.set(identityKey, checkCharacters(operation, 'identity', identity))
  for (const [key, text] of checkMetadata(operation, metadata)) texts.set(key, text)
  const { header, dataBytes, offsets } = layOut(texts, entries)
  const encoded = new TextEncoder().encode(header)
  const headerBytes = Math.ceil(encoded.length / 8) * 8
  if (headerBytes > maxHeaderBytes) {
    throw new GradusError(
      'range',
      `${operation}: the header would take ${headerBytes} bytes, the format allows ${maxHeaderBytes}: use fewer or shorter names and texts`,
    )
  }
  const dataStart = lengthBytes + headerBytes
  const bytes = allocate(operation, dataStart + dataBytes)
  new DataView(bytes.buffer).setUint32(0, headerBytes, true)
  bytes.set(encoded, lengthBytes)
  bytes.fill(0x20, lengthBytes + encoded.length, dataStart)
  entries.forEach(({ data, size }, i) => void writeLittleEndian(data, size, bytes, dataStart + offsets[i]!))
  if (checksum) sealFile(bytes, dataStart)
  return bytes
}

/** The header's text, and where the data of each entry begin. */
function layOut(texts: ReadonlyMap<string, string>, entries: readonly Writable[]) {
  const offsets = new Array<number>(entries.length).fill(0)
  let dataBytes = 0
  for (const size of [8, 4, 2, 1]) {
    entries.forEach((entry, i) => {
      if (entry.size !== size) return
      offsets[i] = dataBytes
      dataBytes += entry.data.byteLength
    })
  }
  const json = (value: unknown): string => JSON.stringify(value)
  const members = entries.map(({ name, stored, shape, data }, i) => {
    const end = offsets[i]! + data.byteLength
    return `${json(name)}:{"dtype":"${stored}","shape":${json(shape)},"data_offsets":[${offsets[i]},${end}]}`
  })
  const metadata = [...texts].map(([key, text]) => `${json(key)}:${json(text)}`).join(',')
  if (texts.size > 0) members.unshift(`"${metadataName}":{${metadata}}`)
  return { header: `{${members.join(',')}}`, dataBytes, offsets }
}

function writableEntries(operation: string, tensors: unknown): Writable[] {
  if (!(tensors instanceof Map))
    throw new GradusError('type', `${operation}: tensors must be a Map of arrays by name, got ${describe(tensors)}`)
  return [...tensors].map(([name, array]: [unknown, unknown]) => {
    const text = checkCharacters(operation, 'the name of a tensor', name)
    if (text === metadataName)
      throw new GradusError('range', `${operation}: no tensor can be called ${metadataName}, which is where the format keeps texts`)
    return checkArray(operation, text, array)
  })
}

function checkMetadata(operation: string, metadata: unknown): ReadonlyMap<string, string> {
  if (metadata === undefined) return new Map()
  if (!(metadata instanceof Map))
    throw new GradusError('type', `${operation}: metadata must be a Map of texts by name, got ${describe(metadata)}`)
  for (const [key, text] of metadata) {
    checkCharacters(operation, 'a name in metadata', key)
    checkCharacters(operation, `metadata ${describe(key)}`, text)
    if (key === checksumKey || key === identityKey || isChecksum(text))
      throw new GradusError('range', `${operation}: metadata ${describe(key)} is reserved: the options checksum and identity write it`)
  }
  return metadata
}

/** Texts that UTF-8 can write. */
function checkCharacters(operation: string, what: string, text: unknown): string {
  if (typeof text !== 'string') throw new GradusError('type', `${operation}: ${what} must be a text, got ${describe(text)}`)
  if (loneSurrogate.test(text))
    throw new GradusError('range', `${operation}: ${what} has half of a surrogate pair, which is no character: ${describe(text)}`)
  return text
}

function allocate(operation: string, length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length)
  } catch (cause) {
    throw new GradusError('range', `${operation}: there is no memory for a file of ${length} bytes`, { cause })
  }
}
