import { describe, GradusError } from '@gradus/kernel'

/**
 * A check of bytes against a SHA-256 in hexadecimal digits.
 *
 * Throws: GradusError 'type' or 'range' at once when it is none, 'unsupported' where the host cannot compute it; the check throws 'file'
 * with both hashes when they differ.
 */
export function checkSha256(operation: string, where: string, sha256: unknown): (bytes: Uint8Array) => Promise<void> {
  if (typeof sha256 !== 'string') throw new GradusError('type', `${operation}: sha256 must be text, got ${describe(sha256)}`)
  if (!/^[0-9a-f]{64}$/i.test(sha256))
    throw new GradusError('range', `${operation}: sha256 must be 64 hexadecimal digits, got ${describe(sha256)}`)
  const subtle = globalThis.crypto?.subtle
  if (subtle === undefined) {
    throw new GradusError('unsupported', `${operation}: this host cannot compute a SHA-256 (browsers can on pages that came by https)`)
  }
  return async (bytes) => {
    const hash = Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes as never)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('')
    if (hash === sha256.toLowerCase()) return
    throw new GradusError('file', `${where}: the SHA-256 of the ${bytes.length} bytes is ${hash}, expected ${sha256.toLowerCase()}`)
  }
}
