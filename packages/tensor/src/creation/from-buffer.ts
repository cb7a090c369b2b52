import {
  bytesPerElement,
  checkAttached,
  checkInteger,
  checkShape,
  createArray,
  describe,
  elementCount,
  GradusError,
  type Shape,
  shapeText,
} from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/** Options of {@link fromBuffer}. */
export interface FromBufferOptions extends CreationOptions {
  /** Where the first element begins; any byte, aligned or not. 0 unless stated. */
  readonly byteOffset?: number
}

/**
 * A tensor from raw little-endian bytes, which are copied: a file's contents, a message, shared memory.
 *
 * Throws: GradusError 'shape' when the buffer is too short, 'type' for a buffer that was transferred away, 'range' for a bool that is not 0 or 1.
 *
 * @example
 * fromBuffer(new Float32Array([1, 2, 3]).buffer, [2], { byteOffset: 4 }).toArray() // [2, 3]
 */
export function fromBuffer<const S extends Shape>(buffer: ArrayBufferLike, shape: S, options: FromBufferOptions = {}): Tensor<S> {
  const dtype = checkCreation('fromBuffer', options, 'float32', ['byteOffset'])
  checkShape('fromBuffer', shape, bytesPerElement[dtype])
  const shared = typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer
  if (!(buffer instanceof ArrayBuffer) && !shared)
    throw new GradusError('type', `fromBuffer: expected an ArrayBuffer, got ${describe(buffer)}`)
  checkAttached('fromBuffer', buffer)
  const { byteOffset = 0 } = options
  checkInteger('fromBuffer', 'byteOffset', byteOffset, { min: 0 })
  const data = createArray(dtype, elementCount(shape))
  const available = buffer.byteLength - byteOffset
  if (data.byteLength > available) {
    throw new GradusError(
      'shape',
      `fromBuffer: shape ${shapeText(shape)} of ${dtype} needs ${data.byteLength} bytes, the buffer has ${Math.max(0, available)} from byte ${byteOffset}`,
    )
  }
  readLittleEndian(new DataView(buffer, byteOffset, data.byteLength), data)
  if (dtype === 'bool') {
    const bad = data.findIndex((value) => value > 1)
    if (bad >= 0) throw new GradusError('range', `fromBuffer: byte ${byteOffset + bad} is ${data[bad]}, a bool is 0 or 1`)
  }
  return create(data, shape, dtype, options.requiresGradient) as Tensor<S>
}

function readLittleEndian(bytes: DataView, data: ReturnType<typeof createArray>): void {
  for (let i = 0; i < data.length; i++) {
    if (data instanceof Float32Array) data[i] = bytes.getFloat32(i * 4, true)
    else if (data instanceof Float64Array) data[i] = bytes.getFloat64(i * 8, true)
    else if (data instanceof Int32Array) data[i] = bytes.getInt32(i * 4, true)
    else data[i] = bytes.getUint8(i)
  }
}
