import { checkBoolean, checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkBytes } from '../check-bytes.ts'
import { checkFileName, refuse } from '../refuse.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { JsonReader, type JsonValue } from './json-reader.ts'

/** Options of {@link parseJson}. */
export interface ParseJsonOptions {
  /** What error messages call the file. */
  readonly name?: string
  /** How many objects and arrays may lie in one another; 64 unless stated, at most 1000. */
  readonly maxDepth?: number
  /** Whether numbers must be integers written with digits only. */
  readonly integersOnly?: boolean
}

/**
 * Reads JSON strictly, objects as maps: whatever a file calls its parts, nothing but the map changes.
 *
 * Beyond the grammar it refuses what other readers let pass in silence: a name twice in one object, integers beyond 2⁵³, numbers that
 * overflow, halves of
 * surrogate pairs, a byte order mark, and bytes that are no UTF-8.
 *
 * Throws: GradusError 'file' with the byte, the path of the value (`$.layers[2]["a b"]`), what was expected and what was found; 'type' or
 * 'range' for wrong arguments.
 * Source: RFC 8259, The JavaScript Object Notation Data Interchange Format; RFC 7493, The I-JSON Message Format.
 *
 * @example
 * const settings = parseJson('{"units": [8, 1]}')
 * settings instanceof Map && settings.get('units') // [8, 1]
 *
 * @example
 * parseJson('{"units": 8, "units": 1}')
 * // GradusError 'file': parseJson: the bytes: byte 13, at $: the name "units" occurs twice
 */
export function parseJson(input: string | Uint8Array, options: ParseJsonOptions = {}): JsonValue {
  checkOptions('parseJson', options, ['name', 'maxDepth', 'integersOnly'])
  const { name, maxDepth = 64, integersOnly = false } = options
  checkFileName('parseJson', name)
  checkInteger('parseJson', 'maxDepth', maxDepth, { min: 0, max: 1000 })
  checkBoolean('parseJson', 'integersOnly', integersOnly)
  if (typeof input !== 'string' && !(input instanceof Uint8Array))
    throw new GradusError('type', `parseJson: expected a text or a Uint8Array, got ${describe(input)}`)
  return readJson('parseJson', name, input, { maxDepth, integersOnly })
}

/** What {@link readJson} is told beside the input. */
export interface ReadJsonOptions {
  readonly maxDepth: number
  readonly integersOnly: boolean
  /** Where in the file the input begins. */
  readonly offset?: number
}

/** The same for other readers, in whose name messages are given. */
export function readJson(operation: string, name: string | undefined, input: string | Uint8Array, options: ReadJsonOptions): JsonValue {
  const { offset = 0 } = options
  if (typeof input !== 'string') checkBytes(operation, input)
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  if (typeof text === 'number')
    refuse(operation, name, `byte ${offset + text}: expected UTF-8, found ${bytesText(input as Uint8Array, text)}`)
  return new JsonReader(text, options, (message, index, path) => {
    const byte = offset + new TextEncoder().encode(text.slice(0, index)).length
    refuse(operation, name, `byte ${byte}, at ${path}: ${message}`)
  }).document()
}

/** Bytes as a message shows them: `0xff 0xfe`. */
function bytesText(bytes: Uint8Array, from: number): string {
  return [...bytes.subarray(from, from + 4)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ')
}
