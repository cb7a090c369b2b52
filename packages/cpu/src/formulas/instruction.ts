/**
 * One pass over a block of registers: z ← f(x, y, w).
 *
 * Operands are places in the register file of their dtype; `dx`, `dy` and `dw` are 1, or 0 where one element serves the whole block.
 */
export interface Instruction {
  readonly loop: Loop
  z: number
  x: number
  dx: number
  y: number
  dy: number
  w: number
  dw: number
}

/** The work of an instruction on `count` elements. */
export type Loop = (count: number, instruction: Instruction) => void

/** An instruction whose operands are yet to be set. */
export function createInstruction(loop: Loop): Instruction {
  return { loop, z: 0, x: 0, dx: 1, y: 0, dy: 1, w: 0, dw: 1 }
}
