import { GradusError } from '@gradus/kernel'
import { collectChunks } from './read-stream.ts'

/** How much is unpacked at a time: what a piece of this size can become still fits into memory. */
const piece = 16_384

/** What was packed with gzip. Throws 'file' for what is damaged, cut off or larger than `maxBytes`, 'unsupported' where the host cannot unpack. */
export async function gunzip(where: string, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  if (typeof DecompressionStream !== 'function') {
    throw new GradusError('unsupported', `${where}: this host has no DecompressionStream, so that gzip cannot be unpacked here`)
  }
  const { readable, writable } = new DecompressionStream('gzip')
  const writer = writable.getWriter()
  const feed = async () => {
    for (let at = 0; at < bytes.length; at += piece) {
      await writer.ready
      await writer.write(bytes.slice(at, at + piece))
    }
    await writer.close()
  }
  // Where unpacking fails, the readable side says so.
  const fed = feed().catch(() => undefined)
  try {
    return await collectChunks(where, readable, maxBytes)
  } catch (error) {
    if (error instanceof GradusError && error.cause === undefined) throw error
    throw new GradusError('file', `${where}: the gzip file of ${bytes.length} bytes is damaged or cut off`, { cause: error })
  } finally {
    await Promise.race([fed, writer.abort().catch(() => undefined)])
  }
}
