import { checkChoice, checkOptions, describe } from '@gradus/kernel'
import { checkBytes } from '../check-bytes.ts'
import { identityKey, verifyChecksum } from '../integrity/checksum.ts'
import { checkFileName, checkText, refuse } from '../refuse.ts'
import { type Header, readHeader } from './read-header.ts'
import { type Place, readLayout } from './read-layout.ts'
import type { ReadSafetensorsOptions } from './read-safetensors.ts'

/**
 * Throws unless bytes are a whole safetensors file: its header, the places of its tensors and, where it has one, its checksum. No element
 * is read.
 *
 * Throws: GradusError 'file' as {@link readSafetensors}.
 *
 * @example
 * const file = writeSafetensors(new Map(), { checksum: true })
 * file[12] = 0
 * verifySafetensors(file, { name: 'last' })
 * // GradusError 'file': verifySafetensors: "last": byte 12, …
 */
export function verifySafetensors(bytes: Uint8Array, options: Omit<ReadSafetensorsOptions, 'int64'> = {}): void {
  checkOptions('verifySafetensors', options, ['name', 'checksum', 'identity'])
  verifyFile('verifySafetensors', bytes, options)
}

/** What is known of a file once it is verified. */
export interface VerifiedFile {
  readonly header: Header
  readonly places: readonly Place[]
  /** Whether it has a checksum. */
  readonly verified: boolean
  readonly identity: string | undefined
}

/** The same for readers, in whose name messages are given. */
export function verifyFile(
  operation: string,
  bytes: Uint8Array,
  { name, checksum = 'whenPresent', identity }: ReadSafetensorsOptions,
): VerifiedFile {
  checkBytes(operation, bytes)
  checkFileName(operation, name)
  checkChoice(operation, 'checksum', checksum, ['whenPresent', 'required'])
  checkText(operation, 'identity', identity)
  const header = readHeader(operation, name, bytes)
  const places = readLayout(operation, name, header.tensors, bytes.length - header.dataStart)
  const verified = verifyChecksum(operation, name, bytes, header)
  if (!verified && checksum === 'required')
    refuse(operation, name, 'expected a checksum, found none; writeSafetensors adds one with { checksum: true }')
  const found = header.metadata.get(identityKey)
  if (identity !== undefined && found !== identity)
    refuse(
      operation,
      name,
      `expected ${describe(identity)}, found ${found === undefined ? 'a file without identity' : `${describe(found)}; were two files swapped?`}`,
    )
  return { header, places, verified, identity: found }
}
