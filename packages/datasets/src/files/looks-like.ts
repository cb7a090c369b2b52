/** What files are often found in the place of another: how they begin, and what to call them. */
const beginnings: readonly (readonly [beginning: readonly number[], name: string])[] = [
  [[0x1f, 0x8b], 'a gzip file'],
  [[0x50, 0x4b, 3, 4], 'a ZIP archive'],
  [[0x50, 0x4b, 5, 6], 'an empty ZIP archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 file'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz file'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard file'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'an NPY file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel or Word document'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
]

/** The same for text, after white space and without regard to case. */
const texts: readonly (readonly [beginning: string, name: string])[] = [
  ['<!doctype html', 'an HTML page'],
  ['<html', 'an HTML page'],
  ['<head', 'an HTML page'],
  ['<body', 'an HTML page'],
  ['<?xml', 'an XML document'],
  ['version https://git-lfs', 'a pointer of Git LFS in the place of the file'],
  ['{', 'JSON'],
  ['[', 'JSON'],
]

/** What the bytes of a file look like, by how they begin; undefined when nothing is recognised. */
export function looksLike(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'an empty file'
  for (const [beginning, name] of beginnings) if (beginning.every((byte, i) => bytes[i] === byte)) return name
  if (isIdx(bytes)) return 'an IDX file'
  const text = textOf(bytes)
  if (text === undefined) return undefined
  const start = text.trimStart().toLowerCase()
  for (const [beginning, name] of texts) if (start.startsWith(beginning)) return name
  return 'text'
}

/** The end of a message about a file that is not what it should be: what it looks like, and what to do about that. */
export function looksLikeHint(bytes: Uint8Array): string {
  const name = looksLike(bytes)
  if (name === undefined) return ''
  return `; it looks like ${name}${name === 'a gzip file' ? ', which has to be unpacked first: the readers of files and of addresses do' : ''}`
}

function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && [8, 9, 11, 12, 13, 14].includes(bytes[2]!) && bytes[3]! <= 32
}

/** The beginning of what is text: none of its bytes is a control character. */
function textOf(bytes: Uint8Array): string | undefined {
  let text = ''
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let i = from; i < Math.min(bytes.length, 256); i++) {
    const byte = bytes[i]!
    if (byte === 127 || (byte < 32 && ![9, 10, 12, 13].includes(byte))) return undefined
    text += String.fromCharCode(byte)
  }
  return text
}
