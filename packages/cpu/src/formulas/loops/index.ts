import type { DType, TypedArray } from '@gradus/kernel'
import type { Places } from '../../views/offsets.ts'
import type { Value } from '../flatten.ts'
import type { Loop } from '../instruction.ts'
import { registerFile } from '../registers.ts'
import { createBitLoops } from './bits.ts'
import { createBoolLoops } from './bool.ts'
import { createCastLoops } from './casts.ts'
import { createFloat32Loops } from './float32.ts'
import { createFloat64Loops } from './float64.ts'
import { createInt32Loops } from './int32.ts'

/** Ways between tensors and registers. */
export interface Moves {
  /** Registers from z on ← elements of `array` from `i` on, `step` apart. */
  load(count: number, z: number, array: TypedArray, i: number, step: number): void
  /** Elements of `array` from `i` on ← registers from x on. */
  store(count: number, x: number, array: TypedArray, i: number): void
  /** Registers from z on ← the elements at the given places, counted from `base`; the layout's fill where there is no place. */
  take(count: number, z: number, array: TypedArray, base: number, places: Places): void
  /** The elements at the given places, counted from `base`, ← registers from x on; nothing where there is no place. */
  put(count: number, x: number, array: TypedArray, base: number, places: Places): void
}

type Operations = Readonly<Partial<Record<string, Loop>>> & { readonly copy: Loop }

interface Loops {
  /** By the dtype of the operands. */
  readonly operations: Readonly<Record<DType, Operations>>
  /** By what is read and what is written. */
  readonly casts: Readonly<Record<DType, Readonly<Partial<Record<DType, Loop>>>>>
  readonly moves: Readonly<Record<DType, Moves>>
}

/** All loops over the register file. */
export const loops: Loops = /* @__PURE__ */ createLoops()

/** Called once: engines treat what a closure captures as constant only while the closure is the only one of its text. */
function createLoops(): Loops {
  const float32 = createFloat32Loops(registerFile.float32, registerFile.bool)
  const float64 = createFloat64Loops(registerFile.float64, registerFile.bool)
  const int32 = createInt32Loops(registerFile.int32, registerFile.bool)
  const bool = createBoolLoops(registerFile.bool)
  const bits = createBitLoops(registerFile)
  return {
    operations: {
      float32: { ...float32.operations, ...bits.float32 },
      float64: { ...float64.operations, ...bits.float64 },
      int32: { ...int32.operations, ...bits.int32 },
      bool: bool.operations,
    },
    casts: createCastLoops(registerFile),
    moves: { float32: float32.moves, float64: float64.moves, int32: int32.moves, bool: bool.moves },
  }
}

/** The loop that computes a value; undefined where nothing is computed, and for an operation that the operands' dtype does not have. */
export function loopFor({ node, operation, operands }: Value): Loop | undefined {
  if (node.kind === 'cast') return loops.casts[node.a.dtype][node.dtype]
  const last = operands.at(-1)
  return last && loops.operations[last.node.dtype][operation]
}
