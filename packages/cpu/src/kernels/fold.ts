import { type DType, GradusError, type ReduceOperation, type Reduction, type TypedArray } from '@gradus/kernel'
import { createInstruction, type Instruction } from '../formulas/instruction.ts'
import { loops } from '../formulas/loops/index.ts'
import { registerFile, reservedRegister } from '../formulas/registers.ts'

const loopNames = { sum: 'add', product: 'multiply', minimum: 'minimum', maximum: 'maximum' } as const

const lanes = 8
const chunkRows = 1024

/** Behind the lanes and the levels, of which there are 22 at most. */
const identityPlace = /* @__PURE__ */ reservedRegister(30)

/**
 * Folds rows of values, element by element, in the order that the reduction states.
 *
 * A row holds one value for each of up to a block of outputs. Lanes are rows of accumulators, so eight rows fold in one loop. Lanes that
 * get nothing are left out: folding the identity with what began as a fold of the identity changes no bit.
 */
export class Fold {
  /** Where {@link finish} leaves its results. */
  readonly result = reservedRegister(0)
  readonly #instruction: Instruction
  readonly #copy: Instruction
  readonly #file: TypedArray
  readonly #identity: number
  readonly #lanes: number
  #width = 1
  /** Rows folded since the current chunk began, and chunks completed. */
  #row = 0
  #chunks = 0

  constructor(kernel: string, dtype: DType, { operation, order }: Reduction) {
    const loop = loops.operations[dtype][loopNames[operation]]
    if (!loop) throw new GradusError('type', `${kernel}: ${operation} of ${dtype} is not defined; use cast`)
    this.#instruction = createInstruction(loop)
    this.#copy = createInstruction(loops.operations[dtype].copy)
    this.#file = registerFile[dtype]
    this.#identity = identityOf(operation, dtype)
    this.#lanes = order === 'tree' ? lanes : 1
  }

  /** Starts on `width` outputs. */
  begin(width: number): void {
    this.#file[identityPlace] = this.#identity
    this.#width = width
    this.#row = 0
    this.#chunks = 0
  }

  /** Folds the next `count` rows, which lie one behind the other in the register file from `x` on. */
  rows(x: number, count: number): void {
    const width = this.#width
    for (let done = 0; done < count; ) {
      const lane = this.#row % this.#lanes
      const length = Math.min(this.#lanes - lane, count - done)
      const z = this.result + lane * width
      if (this.#row < this.#lanes) this.#fold(z, identityPlace, 0, x + done * width, length * width)
      else this.#fold(z, z, 1, x + done * width, length * width)
      done += length
      this.#row += length
      if (this.#lanes > 1 && this.#row === chunkRows) this.#endChunk()
    }
  }

  /** Leaves the results at {@link result}. */
  finish(): void {
    if (this.#chunks > 0) this.#foldChunks()
    else if (this.#row > 0) this.#foldLanes()
    else this.#move(this.result, identityPlace, 0)
  }

  #foldLanes(): void {
    let used = Math.min(this.#lanes, this.#row)
    for (let half = lanes / 2; half >= 1; half /= 2) {
      if (used <= half) continue
      this.#fold(this.result, this.result, 1, this.result + half * this.#width, (used - half) * this.#width)
      used = half
    }
  }

  /** Folds the lanes into one, and that with the waiting results of as many chunks, as a binary counter carries. */
  #endChunk(): void {
    this.#foldLanes()
    let level = 0
    for (let chunks = this.#chunks; chunks % 2 === 1; chunks = (chunks - 1) / 2) this.#foldLevel(level++)
    this.#move(levelAt(level), this.result, 1)
    this.#chunks++
    this.#row = 0
  }

  /** Folds what waits at the levels, lowest first: an odd last chunk moves up unchanged. */
  #foldChunks(): void {
    if (this.#row > 0) this.#endChunk()
    let level = 0
    let first = true
    for (let chunks = this.#chunks; chunks > 0; chunks = Math.floor(chunks / 2)) {
      if (chunks % 2 === 1) {
        if (first) this.#move(this.result, levelAt(level), 1)
        else this.#foldLevel(level)
        first = false
      }
      level++
    }
  }

  #foldLevel(level: number): void {
    this.#fold(this.result, this.result, 1, levelAt(level), this.#width)
  }

  /** Registers from z on ← those from x on (or one of them, for dx 0), each folded with the one from y on. */
  #fold(z: number, x: number, dx: number, y: number, count: number): void {
    const instruction = this.#instruction
    instruction.z = z
    instruction.x = x
    instruction.dx = dx
    instruction.y = y
    instruction.loop(count, instruction)
  }

  #move(z: number, x: number, dx: number): void {
    const instruction = this.#copy
    instruction.z = z
    instruction.x = x
    instruction.dx = dx
    instruction.loop(this.#width, instruction)
  }
}

/** Where the result waits of as many chunks as a level of the tree spans: 2^level. There are at most 2^21 chunks. */
function levelAt(level: number): number {
  return reservedRegister(lanes + level)
}

/** What an empty reduction gives, and what every fold starts from. */
function identityOf(operation: ReduceOperation, dtype: DType): number {
  if (operation === 'sum') return 0
  if (operation === 'product') return 1
  const least = operation === 'maximum'
  if (dtype === 'bool') return least ? 0 : 1
  if (dtype === 'int32') return least ? -2147483648 : 2147483647
  return least ? -Infinity : Infinity
}
