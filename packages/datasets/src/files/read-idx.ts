import { GradusError, maxRank } from '@gradus/kernel'
import { type ByteSource, type FileOptions, readBytes } from './byte-source.ts'
import { looksLikeHint } from './looks-like.ts'
import type { NumberData } from './number-data.ts'
import { countOf, type ElementKind, elementBytes, readElements } from './read-elements.ts'

/** What the third byte of an IDX file says. */
const kinds: ReadonlyMap<number, ElementKind> = new Map([
  [8, 'uint8'],
  [9, 'int8'],
  [11, 'int16'],
  [12, 'int32'],
  [13, 'float32'],
  [14, 'float64'],
])

/**
 * The numbers of an IDX file, the format of MNIST: two zeros, the type, the rank, the extent of each axis, the values, all big-endian.
 *
 * Throws: GradusError 'file' for anything else, which names the offset, the bytes that are expected and what the file looks like. Nothing
 * is allocated before the sizes agree with the bytes that are there.
 *
 * @example
 * readIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9)) // { data: Uint8Array [7, 9], shape: [1, 2] }
 */
export function readIdx(source: ByteSource, options: FileOptions = {}): NumberData {
  const { where, bytes } = readBytes('readIdx', source, options)
  const [zero, alsoZero, code, rank] = bytes
  const kind = kinds.get(code ?? 0)
  if (bytes.length < 4 || zero !== 0 || alsoZero !== 0 || kind === undefined) {
    throw new GradusError(
      'file',
      `${where}: not an IDX file: expected the bytes 0, 0 and a type (8, 9, 11 … 14) at offset 0, got ${begin(bytes)}${looksLikeHint(bytes)}`,
    )
  }
  if (rank! > maxRank) throw new GradusError('file', `${where}: offset 3: the rank is ${rank}, expected at most ${maxRank}`)
  const offset = 4 + 4 * rank!
  if (bytes.length < offset) {
    throw new GradusError('file', `${where}: cut off: ${rank} extents end at offset ${offset}, the file ends at offset ${bytes.length}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const shape = Array.from({ length: rank! }, (_, axis) => view.getUint32(4 + 4 * axis))
  const count = countOf(shape)
  const expected = offset + count * elementBytes[kind]
  if (bytes.length !== expected) {
    const fault = bytes.length < expected ? 'cut off' : 'there is more than the header says'
    throw new GradusError(
      'file',
      `${where}: ${fault}: shape [${shape.join(',')}] of ${kind} needs ${expected} bytes with its header, got ${bytes.length}`,
    )
  }
  return { data: readElements(where, bytes, { kind, offset, count, littleEndian: false }), shape }
}

function begin(bytes: Uint8Array): string {
  return bytes.length === 0 ? 'nothing' : Array.from(bytes.subarray(0, 4)).join(', ')
}
