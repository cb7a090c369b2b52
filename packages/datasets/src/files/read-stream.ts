import { GradusError } from '@gradus/kernel'
import { reasonOf } from './reason-of.ts'

/** What is needed of a stream of bytes. */
export interface ReadableBody {
  /** Reads it piece by piece. */
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    cancel(reason?: unknown): Promise<void>
  }
  /** Ends it, unread. */
  cancel(reason?: unknown): Promise<void>
}

/** All bytes of a stream. Throws 'file' when it fails, or when there are more than `maxBytes`, which ends it. */
export async function collectChunks(where: string, stream: ReadableBody, maxBytes: number): Promise<Uint8Array> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new GradusError('file', `${where}: cut off after ${length} bytes: ${reasonOf(cause)}`, { cause })
    })
    if (done || value === undefined) return joined(chunks, length)
    length += value.length
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw new GradusError('file', `${where}: more than ${maxBytes} bytes, which is maxBytes`)
    }
    chunks.push(value)
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
