import type { DType, TypedArray } from '@gradus/kernel'

/** Copies the `count` elements that `table` names, counted from `base`, to a block; `fill` where the table names none. */
export type Take = (table: Int32Array, count: number, source: TypedArray, base: number, block: TypedArray, at: number, fill: number) => void

/** Copies a block to the `count` places that `table` names, counted from `base`; nothing where the table names none. */
export type Put = (table: Int32Array, count: number, block: TypedArray, target: TypedArray, base: number) => void

export const takeOf: Readonly<Record<DType, Take>> = { float32: takeFloat32, float64: takeFloat64, int32: takeIntegers, bool: takeIntegers }
export const putOf: Readonly<Record<DType, Put>> = { float32: putFloat32, float64: putFloat64, int32: putIntegers, bool: putIntegers }

function takeFloat32(
  table: Int32Array,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
  fill: number,
): void {
  const x = source as Float32Array
  const z = block as Float32Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function takeFloat64(
  table: Int32Array,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
  fill: number,
): void {
  const x = source as Float64Array
  const z = block as Float64Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function takeIntegers(
  table: Int32Array,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
  fill: number,
): void {
  const x = source as Int32Array | Uint8Array
  const z = block as Int32Array | Uint8Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function putFloat32(table: Int32Array, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Float32Array
  const z = target as Float32Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}

function putFloat64(table: Int32Array, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Float64Array
  const z = target as Float64Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}

function putIntegers(table: Int32Array, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Int32Array | Uint8Array
  const z = target as Int32Array | Uint8Array
  for (let k = 0; k < count; k++) {
    const offset = table[k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}
