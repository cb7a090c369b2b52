import { describe } from '@gradus/kernel'
import type { JsonValue } from '../json/json-reader.ts'
import { pathText } from '../json/json-reader.ts'
import { readJson } from '../json/parse-json.ts'
import { otherKind } from '../other-kind.ts'
import { refuse } from '../refuse.ts'
import { lengthBytes, maxHeaderBytes, metadataName } from './limits.ts'

/** What the header says: a name for each tensor and what is known of it, not checked yet; texts; and where the data begin. */
export interface Header {
  readonly tensors: ReadonlyMap<string, JsonValue>
  readonly metadata: ReadonlyMap<string, string>
  readonly dataStart: number
}

/** Reads the header. Nothing is allocated before its length was compared with the bytes there are. */
export function readHeader(operation: string, name: string | undefined, bytes: Uint8Array): Header {
  const fail = (text: string): never => refuse(operation, name, `${text}${kindText(bytes)}`)
  if (bytes.length < lengthBytes) {
    fail(`expected the 8 bytes that give the header's length, found ${bytes.length === 0 ? 'an empty file' : `${bytes.length} in all`}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(4, true) * 4294967296 + view.getUint32(0, true)
  if (length > maxHeaderBytes) fail(`the header's length is ${view.getBigUint64(0, true)}, the format allows ${maxHeaderBytes}`)
  const available = bytes.length - lengthBytes
  if (length > available) fail(`the header's length is ${length}, but only ${available} bytes follow: was the file cut short?`)
  if (bytes[lengthBytes] !== 0x7b || length === 0) {
    const found = length === 0 ? 'no header (its length is 0)' : `the byte 0x${bytes[lengthBytes]!.toString(16).padStart(2, '0')}`
    fail(`byte 8: expected {, the beginning of the header, found ${found}`)
  }
  const dataStart = lengthBytes + length
  let end = dataStart
  while (bytes[end - 1] === 0x20) end--
  if (isSpace(bytes[end - 1]))
    fail(`byte ${end - 1}: the header may be padded with spaces only, found ${describe(String.fromCharCode(bytes[end - 1]!))}`)
  const json = bytes.subarray(lengthBytes, end)
  const header = readJson(operation, name, json, { maxDepth: 3, integersOnly: true, offset: lengthBytes }) as ReadonlyMap<string, JsonValue>
  const tensors = new Map(header)
  tensors.delete(metadataName)
  return { tensors, metadata: readMetadata(operation, name, header.get(metadataName)), dataStart }
}

function readMetadata(operation: string, name: string | undefined, value: JsonValue | undefined): Map<string, string> {
  const metadata = new Map<string, string>()
  if (value === undefined) return metadata
  if (!(value instanceof Map)) refuse(operation, name, `$.${metadataName}: expected an object of texts, found ${describe(value)}`)
  for (const [key, text] of value as ReadonlyMap<string, JsonValue>) {
    if (typeof text !== 'string') refuse(operation, name, `${pathText([metadataName, key])}: expected a text, found ${describe(text)}`)
    metadata.set(key, text)
  }
  return metadata
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d
}

function kindText(bytes: Uint8Array): string {
  const kind = otherKind(bytes)
  return kind === undefined ? '' : `; it looks like ${kind}`
}
