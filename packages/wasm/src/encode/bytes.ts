/** A growing run of bytes in WebAssembly's binary format. */
export class Bytes {
  length = 0
  private data = new Uint8Array(256)

  byte(value: number): void {
    if (this.length === this.data.length) this.grow(1)
    this.data[this.length++] = value
  }

  /** An unsigned integer below 2³², as LEB128. */
  unsigned(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  /** An int32, as LEB128. */
  signed(value: number): void {
    let rest = value
    while (rest < -64 || rest > 63) {
      this.byte((rest & 127) | 128)
      rest >>= 7
    }
    this.byte(rest & 127)
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.data.length) this.grow(bytes.length)
    this.data.set(bytes, this.length)
    this.length += bytes.length
  }

  /** A run of bytes behind its length. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length)
    this.append(bytes)
  }

  /** Names here are of letters and digits. */
  name(text: string): void {
    this.unsigned(text.length)
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i))
  }

  /** The bytes so far: a view, which the next addition may leave behind. */
  view(): Uint8Array<ArrayBuffer> {
    return this.data.subarray(0, this.length)
  }

  private grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.data.length * 2, this.length + more))
    larger.set(this.data)
    this.data = larger
  }
}
