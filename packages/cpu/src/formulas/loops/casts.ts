import type { ArrayOf } from '@gradus/kernel'
import type { Instruction } from '../instruction.ts'

/** The loops from registers of one dtype to registers of another, by what they read and what they write. */
export function createCastLoops({ float32: f, float64: d, int32: i, bool: b }: ArrayOf) {
  function float32ToFloat64(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) d[z] = f[x]
  }

  function float32ToInt32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = saturate(f[x])
  }

  function float32ToBool(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) b[z] = f[x] === 0 ? 0 : 1
  }

  function float64ToFloat32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) f[z] = d[x]
  }

  function float64ToInt32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = saturate(d[x])
  }

  function float64ToBool(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) b[z] = d[x] === 0 ? 0 : 1
  }

  function int32ToFloat32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) f[z] = i[x]
  }

  function int32ToFloat64(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) d[z] = i[x]
  }

  function int32ToBool(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) b[z] = i[x] === 0 ? 0 : 1
  }

  function boolToFloat32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) f[z] = b[x]
  }

  function boolToFloat64(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) d[z] = b[x]
  }

  function boolToInt32(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = b[x]
  }

  return {
    float32: { float64: float32ToFloat64, int32: float32ToInt32, bool: float32ToBool },
    float64: { float32: float64ToFloat32, int32: float64ToInt32, bool: float64ToBool },
    int32: { float32: int32ToFloat32, float64: int32ToFloat64, bool: int32ToBool },
    bool: { float32: boolToFloat32, float64: boolToFloat64, int32: boolToInt32 },
  }
}

/** Clamped to the range of int32; storing then cuts the fraction and turns NaN into 0. */
function saturate(value: number): number {
  return Math.min(Math.max(value, -2147483648), 2147483647)
}
