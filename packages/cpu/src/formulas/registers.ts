import type { ArrayOf } from '@gradus/kernel'

/** Elements of a block, at most: a handful of registers of this length fit the first-level cache. */
export const blockLength = 512

/** From one register to the next. Registers a power of two apart would be mistaken for each other by the processor's store buffer. */
export const registerStride = blockLength + 8

/** Registers at the start of the file that no formula uses: for what happens before and after. */
const reserved = 32

/** Where register number `index` of the reserved ones lies. */
export function reservedRegister(index: number): number {
  return index * registerStride
}

/** The stretch of the file that a formula may use as it likes. */
export const formulaStart = reserved * registerStride
export const formulaLength = 64 * registerStride

/**
 * The registers of the interpreter: one long array for each dtype, the same for all kernels and for ever.
 *
 * Engines compile array accesses more than twice as fast when the array is a constant, so elements are copied in, worked on, and copied out.
 * Kernels never run inside one another, so one set serves them all, and nothing in it keeps a tensor alive.
 */
export const registerFile: ArrayOf = /* @__PURE__ */ createRegisterFile()

function createRegisterFile(): ArrayOf {
  const length = formulaStart + formulaLength
  return {
    float32: new Float32Array(length),
    float64: new Float64Array(length),
    int32: new Int32Array(length),
    bool: new Uint8Array(length),
  }
}
