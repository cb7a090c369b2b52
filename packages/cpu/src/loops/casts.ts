import type { DType } from '@gradus/kernel'
import type { Loop, Operand } from '../operand.ts'

/** The loops that change the element type, by what they read and what they write. */
export const castLoops: Readonly<Record<DType, Partial<Record<DType, Loop>>>> = {
  float32: { float64: float32ToFloat64, int32: float32ToInt32, bool: float32ToBool },
  float64: { float32: float64ToFloat32, int32: float64ToInt32, bool: float64ToBool },
  int32: { float32: int32ToFloat32, float64: int32ToFloat64, bool: int32ToBool },
  bool: { float32: boolToFloat32, float64: boolToFloat64, int32: boolToInt32 },
}

function float32ToFloat64(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function float32ToInt32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Float32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = saturate(x[i]!)
    i += di
  }
}

function float32ToBool(count: number, out: Operand, a: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Float32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! !== 0 ? 1 : 0
    i += di
  }
}

function float64ToFloat32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float32Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function float64ToInt32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = saturate(x[i]!)
    i += di
  }
}

function float64ToBool(count: number, out: Operand, a: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! !== 0 ? 1 : 0
    i += di
  }
}

function int32ToFloat32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float32Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function int32ToFloat64(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function int32ToBool(count: number, out: Operand, a: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! !== 0 ? 1 : 0
    i += di
  }
}

function boolToFloat32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float32Array
  const x = a.array as Uint8Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function boolToFloat64(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Uint8Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function boolToInt32(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Uint8Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

/** Clamped to the range of int32; storing then cuts the fraction and turns NaN into 0. */
function saturate(value: number): number {
  return Math.min(Math.max(value, -2147483648), 2147483647)
}
