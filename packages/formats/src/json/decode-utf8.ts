/** The text of UTF-8 bytes, a byte order mark included; or the place of the first byte that is none. */
export function decodeUtf8(bytes: Uint8Array): string | number {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return firstBadByte(bytes)
  }
}

/** How many bytes from the start a decoder takes, by halving; decoders do not tell. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length + 1]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (decodes(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  if (good < bytes.length) return good
  // All are good, but the last character lacks bytes: it begins with the last byte that goes on nothing.
  while (good > 0 && (bytes[good - 1]! & 0xc0) === 0x80) good--
  return good - 1
}

/** Whether the bytes are the beginning of a text; the last character may lack some of its bytes. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
