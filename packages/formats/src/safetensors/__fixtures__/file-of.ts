/** The bytes of a file with this header, which is not checked, and these data. */
export function fileOf(header: unknown, data: Uint8Array | number = 0): Uint8Array<ArrayBuffer> {
  return fileWith(typeof header === 'string' ? header : JSON.stringify(header), data)
}

/** The same for a header of any bytes or text, and any length before it. */
export function fileWith(header: string | Uint8Array, data: Uint8Array | number = 0, length?: bigint): Uint8Array<ArrayBuffer> {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header
  const rest = typeof data === 'number' ? new Uint8Array(data) : data
  const bytes = new Uint8Array(8 + text.length + rest.length)
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(rest, 8 + text.length)
  return bytes
}
