/** A copy of bytes in which elements of `size` bytes lie as this machine has them; in a file they are little-endian. */
export function fromLittleEndian(bytes: Uint8Array, size: number, hostIsLittle = isLittle()): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  if (!hostIsLittle && size > 1) reverseEach(copy, size)
  return copy.buffer
}

/** Writes the elements of a typed array into `target` from `offset` on, little-endian. */
export function writeLittleEndian(
  data: ArrayBufferView,
  size: number,
  target: Uint8Array,
  offset: number,
  hostIsLittle = isLittle(),
): void {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  target.set(bytes, offset)
  if (!hostIsLittle && size > 1) reverseEach(target.subarray(offset, offset + bytes.length), size)
}

function reverseEach(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse()
}

function isLittle(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
}
