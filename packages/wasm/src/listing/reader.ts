import { GradusError } from '@gradus/kernel'

/** Reads WebAssembly's binary format from its beginning. Throws 'file' where it ends too early or is not as expected. */
export class Reader {
  position = 0
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get atEnd(): boolean {
    return this.position === this.bytes.length
  }

  byte(): number {
    const byte = this.bytes[this.position]
    if (byte === undefined) throw this.refusal('the end', 'more bytes')
    this.position++
    return byte
  }

  /** An unsigned integer below 2³², as LEB128. */
  unsigned(): number {
    let value = 0
    for (let factor = 1; factor <= 268435456; factor *= 128) {
      const byte = this.byte()
      value += (byte % 128) * factor
      if (byte < 128) return value
    }
    throw this.refusal('a number of more than five bytes', 'an unsigned integer')
  }

  /** An int32, as LEB128. */
  signed(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value |= (byte & 127) << shift
      if (byte < 128) return shift < 28 && (byte & 64) !== 0 ? value | (-1 << (shift + 7)) : value
    }
    throw this.refusal('a number of more than five bytes', 'an int32')
  }

  /** Letters and digits. */
  name(): string {
    const name = this.many(() => String.fromCharCode(this.byte())).join('')
    if (!/^\w+$/.test(name)) throw this.refusal('another name', 'letters and digits')
    return name
  }

  /** A count, and as many of whatever `read` reads. */
  many<T>(read: (index: number) => T): T[] {
    const count = this.unsigned()
    const items: T[] = []
    for (let i = 0; i < count; i++) items.push(read(i))
    return items
  }

  /** These bytes and no others. */
  expect(...expected: readonly number[]): void {
    for (const byte of expected) {
      const actual = this.byte()
      if (actual !== byte) throw this.refusal(`${actual}`, `${byte}`)
    }
  }

  /** The bytes of a run behind its length, as a reader of their own. */
  sized(): Reader {
    const length = this.unsigned()
    if (length > this.bytes.length - this.position) throw this.refusal('the end', `${length} bytes`)
    const inner = new Reader(this.bytes.subarray(0, this.position + length))
    inner.position = this.position
    this.position += length
    return inner
  }

  refusal(found: string, expected: string): GradusError {
    return new GradusError('file', `listing: byte ${this.position} is not as this package writes it: found ${found}, expected ${expected}`)
  }
}
