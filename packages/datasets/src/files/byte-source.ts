import { checkAttached, checkOptions, describe, GradusError } from '@gradus/kernel'

/** The bytes of a file. */
export type ByteSource = Uint8Array | ArrayBuffer

/** What the readers of bytes are told beside them. */
export interface FileOptions {
  /** What messages call the file: a path, an address. */
  readonly file?: string | undefined
}

/** A view of the bytes, and how messages begin: `readIdx: "train.idx"`. */
export interface NamedBytes {
  readonly where: string
  readonly bytes: Uint8Array
}

/** Checks what a reader of bytes was given. */
export function readBytes(operation: string, source: unknown, options: FileOptions): NamedBytes {
  checkOptions(operation, options, ['file'])
  if (ArrayBuffer.isView(source)) checkAttached(operation, source.buffer)
  else if (source instanceof ArrayBuffer) checkAttached(operation, source)
  const bytes = bytesOf(source)
  if (bytes === undefined) {
    const hint = typeof source === 'string' ? '; it does not open files: @gradus/datasets/node does' : ''
    throw new GradusError('type', `${operation}: bytes must be a Uint8Array or an ArrayBuffer, got ${describe(source)}${hint}`)
  }
  return { where: whereOf(operation, options.file), bytes }
}

/** A view of what holds bytes, also of another frame; undefined for anything else. Node's buffers become plain arrays, whose `slice` copies. */
export function bytesOf(source: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(source) && Object.prototype.toString.call(source) === '[object Uint8Array]') {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  }
  return source instanceof ArrayBuffer ? new Uint8Array(source) : undefined
}

/** How messages about a file begin. */
export function whereOf(operation: string, file: unknown): string {
  if (file === undefined) return operation
  if (typeof file !== 'string') throw new GradusError('type', `${operation}: file must be text, got ${describe(file)}`)
  return `${operation}: ${describe(file)}`
}
