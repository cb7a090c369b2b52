import { GradusError, type NumberArray, type Shape } from '@gradus/kernel'

/** How the numbers of a file are stored. */
export type ElementKind =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64'

/** Bytes per element. */
export const elementBytes: Readonly<Record<ElementKind, number>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  uint64: 8,
  int64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
}

/**
 * `count` numbers from `offset` on, which the bytes are known to hold.
 *
 * Throws: GradusError 'range' for integers of 64 bits that do not fit int32, 'file' for booleans that are neither 0 nor 1.
 */
export function readElements(
  where: string,
  bytes: Uint8Array,
  { kind, offset, count, littleEndian }: { kind: ElementKind; offset: number; count: number; littleEndian: boolean },
): NumberArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * elementBytes[kind])
  switch (kind) {
    case 'bool':
      return readBooleans(where, bytes, offset, count)
    case 'uint8':
      return bytes.slice(offset, offset + count)
    case 'int8':
      return new Int8Array(bytes.slice(offset, offset + count).buffer)
    case 'uint16':
      return fill(new Uint16Array(count), (i) => view.getUint16(2 * i, littleEndian))
    case 'int16':
      return fill(new Int16Array(count), (i) => view.getInt16(2 * i, littleEndian))
    case 'uint32':
      return fill(new Uint32Array(count), (i) => view.getUint32(4 * i, littleEndian))
    case 'int32':
      return fill(new Int32Array(count), (i) => view.getInt32(4 * i, littleEndian))
    case 'float16':
      return fill(new Float32Array(count), (i) => halfToNumber(view.getUint16(2 * i, littleEndian)))
    case 'float32':
      return fill(new Float32Array(count), (i) => view.getFloat32(4 * i, littleEndian))
    case 'float64':
      return fill(new Float64Array(count), (i) => view.getFloat64(8 * i, littleEndian))
    case 'int64':
    case 'uint64':
      return fill(new Int32Array(count), (i) => {
        const value = kind === 'int64' ? view.getBigInt64(8 * i, littleEndian) : view.getBigUint64(8 * i, littleEndian)
        if (value >= -2147483648n && value <= 2147483647n) return Number(value)
        throw new GradusError('range', `${where}: item [${i}] = ${value} of ${kind} does not fit int32; store floats`)
      })
  }
}

/** How many elements a shape of a file stands for; sizes of a file may be anything, so that 0 · ∞ must not become NaN. */
export function countOf(shape: Shape): number {
  let count = 1
  for (const size of shape) count *= size
  return shape.includes(0) ? 0 : count
}

function fill<A extends Exclude<NumberArray, Uint8Array>>(array: A, read: (i: number) => number): A {
  for (let i = 0; i < array.length; i++) array[i] = read(i)
  return array
}

function readBooleans(where: string, bytes: Uint8Array, offset: number, count: number): Uint8Array {
  const values = bytes.slice(offset, offset + count)
  const wrong = values.findIndex((value) => value > 1)
  if (wrong === -1) return values
  throw new GradusError('file', `${where}: offset ${offset + wrong}: a boolean is ${values[wrong]}, expected 0 or 1`)
}

/** The number that the 16 bits of a half-precision float stand for (IEEE 754 binary16). */
function halfToNumber(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * smallest
  return sign * (1024 + fraction) * (1 << (exponent - 1)) * smallest
}

/** 2⁻²⁴, the smallest half-precision number above 0. */
const smallest = 5.9604644775390625e-8
