import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { checkInteger, describe, GradusError } from '@gradus/kernel'
import { whereOf } from '../files/byte-source.ts'
import { defaultMaxBytes } from '../files/fetch-bytes.ts'

/** Where a file lies: a path, or a `file:` URL. */
export type FilePath = string | { readonly href: string }

/** How files are read. */
export interface ReadFileOptions {
  /** The most bytes to take, unpacked ones too; 2³⁰ (1 GiB) unless stated. */
  readonly maxBytes?: number
}

/** The bytes of a file, unpacked where it is packed with gzip, and what messages call it. */
export async function fileBytes(
  operation: string,
  path: FilePath,
  { maxBytes = defaultMaxBytes }: ReadFileOptions,
): Promise<{ bytes: Uint8Array; file: string }> {
  checkInteger(operation, 'maxBytes', maxBytes, { min: 1 })
  const file = pathOf(operation, path)
  const where = whereOf(operation, file)
  const bytes = await stored(where, file, maxBytes)
  return { bytes: bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(where, bytes, maxBytes) : bytes, file }
}

function pathOf(operation: string, path: unknown): string {
  if (typeof path === 'string') return path
  const href = typeof path === 'object' && path !== null ? (path as { href?: unknown }).href : undefined
  if (typeof href !== 'string') throw new GradusError('type', `${operation}: the path must be text or a URL, got ${describe(path)}`)
  try {
    return fileURLToPath(href)
  } catch (cause) {
    throw new GradusError('type', `${operation}: the URL must be one of a file, got ${describe(href)}; addresses are read by fetch…`, {
      cause,
    })
  }
}

async function stored(where: string, file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const handle = await open(file)
    try {
      const stat = await handle.stat()
      // A device may have no end.
      if (!stat.isFile()) throw new GradusError('file', `${where}: ${stat.isDirectory() ? 'is a folder' : 'is a device'}, expected a file`)
      if (stat.size > maxBytes) throw new GradusError('file', `${where}: has ${stat.size} bytes, maxBytes is ${maxBytes}`)
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (cause instanceof GradusError) throw cause
    const { code, message } = cause as Error & { readonly code: string }
    throw new GradusError('file', `${where}: ${reasons.get(code) ?? describe(message)}`, { cause })
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'must not be read (no permission)'],
  ['EPERM', 'must not be read (no permission)'],
])

async function unpacked(where: string, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    const large = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    const fault = large
      ? `unpacks to more than ${maxBytes} bytes, which is maxBytes`
      : `the gzip file of ${bytes.length} bytes is damaged or cut off`
    throw new GradusError('file', `${where}: ${fault}`, { cause })
  }
}
