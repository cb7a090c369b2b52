import type { DType, TypedArray } from '@gradus/kernel'
import type { Places } from '../offsets.ts'

/** Copies the `count` elements whose places are given, counted from `base`, to a block; the layout's fill where there is no place. */
export type Take = (places: Places, count: number, source: TypedArray, base: number, block: TypedArray, at: number) => void

/** Copies a block to `count` places, counted from `base`; nothing where there is no place. */
export type Put = (places: Places, count: number, block: TypedArray, target: TypedArray, base: number) => void

export const takeOf: Readonly<Record<DType, Take>> = { float32: takeFloat32, float64: takeFloat64, int32: takeIntegers, bool: takeIntegers }
export const putOf: Readonly<Record<DType, Put>> = { float32: putFloat32, float64: putFloat64, int32: putIntegers, bool: putIntegers }

function takeFloat32(
  { table, from, layout: { fill } }: Places,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
): void {
  const x = source as Float32Array
  const z = block as Float32Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function takeFloat64(
  { table, from, layout: { fill } }: Places,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
): void {
  const x = source as Float64Array
  const z = block as Float64Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function takeIntegers(
  { table, from, layout: { fill } }: Places,
  count: number,
  source: TypedArray,
  base: number,
  block: TypedArray,
  at: number,
): void {
  const x = source as Int32Array | Uint8Array
  const z = block as Int32Array | Uint8Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    z[at + k] = offset >= 0 ? x[base + offset]! : fill
  }
}

function putFloat32({ table, from }: Places, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Float32Array
  const z = target as Float32Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}

function putFloat64({ table, from }: Places, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Float64Array
  const z = target as Float64Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}

function putIntegers({ table, from }: Places, count: number, block: TypedArray, target: TypedArray, base: number): void {
  const x = block as Int32Array | Uint8Array
  const z = target as Int32Array | Uint8Array
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    if (offset >= 0) z[base + offset] = x[k]!
  }
}
