import type { TypedArray } from '@gradus/kernel'

/**
 * Where an instruction reads or writes: an array, the place of the first element, and the distance to the next.
 *
 * A step of 0 repeats one element: constants and broadcast scalars need no copy. What is written always has step 1.
 */
export interface Operand {
  array: TypedArray
  offset: number
  step: number
}

/** One instruction's work: `out` from up to three operands, `count` elements. */
export type Loop = (count: number, out: Operand, a: Operand, b: Operand, c: Operand) => void

/** An empty operand, for what an instruction does not use and for slots between runs. */
export function emptyOperand(): Operand {
  return { array: nothing, offset: 0, step: 1 }
}

/** What a slot holds between runs, so that it keeps no tensor alive. */
export const nothing: TypedArray = /* @__PURE__ */ new Float32Array(0)
