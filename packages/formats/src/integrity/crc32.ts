import { checkInteger } from '@gradus/kernel'
import { checkBytes } from '../check-bytes.ts'

/**
 * The CRC-32 of bytes, as an unsigned integer; `previous` goes on from the CRC-32 of what came before.
 *
 * Every change of one bit, and of any bits within 32 neighbouring ones, changes it; other damage does but once in four thousand million
 * times.
 *
 * Source: ISO/IEC 3309 (polynomial 0x04C11DB7, reflected), which zlib, PNG and gzip use.
 *
 * @example
 * crc32(new TextEncoder().encode('123456789')).toString(16) // 'cbf43926'
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  checkBytes('crc32', bytes)
  checkInteger('crc32', 'previous', previous, { min: 0, max: 0xffffffff })
  tables ??= makeTables()
  const [t0, t1, t2, t3] = tables
  let crc = ~previous
  let i = 0
  for (const end = bytes.length - 3; i < end; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc = t3![crc & 255]! ^ t2![(crc >>> 8) & 255]! ^ t1![(crc >>> 16) & 255]! ^ t0![crc >>> 24]!
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0![(crc ^ bytes[i]!) & 255]!
  return ~crc >>> 0
}

let tables: Int32Array[] | undefined

/** What a byte does to the CRC, and what it does once 1, 2 and 3 more bytes have followed. */
function makeTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    return crc
  })
  const made = [first]
  for (let k = 1; k < 4; k++) made.push(made[k - 1]!.map((crc) => (crc >>> 8) ^ first[crc & 255]!))
  return made
}
