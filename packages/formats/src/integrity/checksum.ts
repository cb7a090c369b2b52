import { describe } from '@gradus/kernel'
import { refuse } from '../refuse.ts'
import { crc32 } from './crc32.ts'

/** The entry of the metadata that holds the checksum of the whole file. */
export const checksumKey = 'gradus.checksum'

/** The entry of the metadata that says which file it is. */
export const identityKey = 'gradus.identity'

const start = 'gradus-crc32:'
const zeros = '00000000'
const form = /^gradus-crc32:[\da-f]{8}$/

/** What stands in the place of the checksum while it is computed. */
export const emptyChecksum: string = start + zeros

/** Whether a text is a checksum of this form. */
export function isChecksum(text: string): boolean {
  return form.test(text)
}

/** Writes the checksum of the whole file over the first {@link emptyChecksum} in its header. */
export function sealFile(bytes: Uint8Array, headerEnd: number): void {
  const at = find(bytes, emptyChecksum, headerEnd)! + start.length
  const digits = crc32(bytes).toString(16).padStart(zeros.length, '0')
  for (let i = 0; i < digits.length; i++) bytes[at + i] = digits.charCodeAt(i)
}

/** Whether the metadata hold a checksum. Throws 'file' when there is one that the file does not have, or one under another name. */
export function verifyChecksum(
  operation: string,
  name: string | undefined,
  bytes: Uint8Array,
  { metadata, dataStart }: { readonly metadata: ReadonlyMap<string, string>; readonly dataStart: number },
): boolean {
  for (const [key, value] of metadata) {
    if (key !== checksumKey && isChecksum(value))
      refuse(operation, name, `the file is damaged: its checksum stands under ${describe(key)}, expected ${checksumKey}`)
  }
  const written = metadata.get(checksumKey)
  if (written === undefined) return false
  const at = isChecksum(written) ? find(bytes, written, dataStart) : undefined
  if (at === undefined) refuse(operation, name, `the file is damaged: its checksum is ${describe(written)}, expected ${start} and 8 digits`)
  const found = `${start}${checksumWithout(bytes, at + start.length)
    .toString(16)
    .padStart(zeros.length, '0')}`
  if (found !== written)
    refuse(operation, name, `the file is damaged: the checksum of its ${bytes.length} bytes is ${found}, expected ${written}`)
  return true
}

/** The checksum of the bytes with zeros for the digits at `at`. */
function checksumWithout(bytes: Uint8Array, at: number): number {
  const before = crc32(bytes.subarray(0, at))
  return crc32(bytes.subarray(at + zeros.length), crc32(new TextEncoder().encode(zeros), before))
}

/** Where a text of ASCII first stands before `end`. */
function find(bytes: Uint8Array, text: string, end: number): number | undefined {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at >= 0 && at + text.length <= end; at = bytes.indexOf(first, at + 1)) {
    let i = 1
    while (i < text.length && bytes[at + i] === text.charCodeAt(i)) i++
    if (i === text.length) return at
  }
  return undefined
}
