import { describe, GradusError } from '@gradus/kernel'
import { type ByteSource, bytesOf, readBytes } from '../files/byte-source.ts'
import { looksLike, looksLikeHint } from '../files/looks-like.ts'

/** The text of a file of separated values. Throws 'file' for bytes that are no text in UTF-8, and for pages of the web. */
export function csvText(where: string, source: string | ByteSource): string {
  if (typeof source === 'string') {
    refuseOther(where, textBeginning(source))
    return source
  }
  const bytes = bytesOf(source)
  if (bytes === undefined) {
    throw new GradusError('type', `${where}: expected the text of a file or its bytes, got ${describe(source)}`)
  }
  readBytes(where, bytes, {})
  refuseOther(where, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError))
      throw new GradusError('file', `${where}: ${bytes.length} bytes are more than this host can hold as one text; divide the file`, {
        cause,
      })
    throw new GradusError('file', `${where}: not text in UTF-8${looksLikeHint(bytes)}; save it as UTF-8`, { cause })
  }
}

function refuseOther(where: string, bytes: Uint8Array): void {
  const name = looksLike(bytes)
  if (name === undefined || ['text', 'JSON', 'an empty file', 'an IDX file'].includes(name)) return
  throw new GradusError('file', `${where}: not a file of separated values${looksLikeHint(bytes)}`)
}

/** The beginning of a text as bytes; letters beyond Latin ones do not matter here. */
function textBeginning(text: string): Uint8Array {
  return Uint8Array.from({ length: Math.min(text.length, 256) }, (_, i) => Math.min(text.charCodeAt(i), 255))
}
