import { type DType, GradusError, type ReduceOperation, type Reduction } from '@gradus/kernel'
import { loopsOf } from './loops/index.ts'
import { emptyOperand, type Loop, type Operand } from './operand.ts'
import { accumulatorBlocks, blockLength } from './registers.ts'

const loopNames = { sum: 'add', product: 'multiply', minimum: 'minimum', maximum: 'maximum' } as const

const lanes = 8
const chunkRows = 1024
/** Levels of the tree over the chunks of the longest reduction there can be: 2^31 / 1024 = 2^21. */
const levels = 22

/**
 * Folds rows of values, element by element, in the order that the reduction states.
 *
 * A row holds one value for each of up to a block of outputs. Lanes are rows of accumulators, so eight rows fold in one loop.
 */
export class Fold {
  readonly #loop: Loop
  readonly #copy: Loop
  readonly #identity: number
  readonly #lanes: number
  readonly #accumulators
  readonly #a = emptyOperand()
  readonly #b = emptyOperand()
  #width = 1
  /** Rows folded since the current chunk began, and chunks completed. */
  #row = 0
  #chunk = 0

  constructor(kernel: string, dtype: DType, { operation, order }: Reduction) {
    const loop: Loop | undefined = loopsOf[dtype][loopNames[operation]]
    if (!loop) throw new GradusError('type', `${kernel}: ${operation} of ${dtype} is not defined; use cast`)
    this.#loop = loop
    this.#copy = loopsOf[dtype].copy!
    this.#identity = identityOf(operation, dtype)
    this.#lanes = order === 'tree' ? lanes : 1
    this.#accumulators = accumulatorBlocks(dtype, lanes + levels)
  }

  /** Starts on `width` outputs. */
  begin(width: number): void {
    this.#width = width
    this.#a.array = this.#accumulators
    this.#b.array = this.#accumulators
    this.#chunk = 0
    this.#clear()
  }

  /** Folds the next `count` rows, which lie in `values` one behind the other. */
  rows(values: Operand, count: number): void {
    const width = this.#width
    const accumulators = this.#a
    const start = values.offset
    for (let done = 0; done < count; ) {
      const lane = this.#lanes === 1 ? 0 : this.#row % lanes
      const length = Math.min(this.#lanes - lane, count - done)
      accumulators.offset = lane * width
      values.offset = start + done * width
      this.#loop(length * width, accumulators, accumulators, values, values)
      done += length
      this.#row += length
      if (this.#lanes > 1 && this.#row === chunkRows) this.#endChunk()
    }
    values.offset = start
  }

  /** Writes the results to `out`. */
  finish(out: Operand): void {
    if (this.#lanes > 1) {
      if (this.#row > 0) this.#endChunk()
      this.#foldLevels()
    }
    this.#a.offset = 0
    this.#copy(this.#width, out, this.#a, this.#a, this.#a)
  }

  #clear(): void {
    const array = this.#accumulators
    for (let k = 0, end = this.#lanes * this.#width; k < end; k++) array[k] = this.#identity
    this.#row = 0
  }

  /** Folds the lanes into one, and that with the waiting results of as many chunks, as a binary counter carries. */
  #endChunk(): void {
    for (let half = lanes / 2; half >= 1; half /= 2) this.#combine(0, half * this.#width, half * this.#width)
    let level = 0
    for (let chunks = this.#chunk; chunks % 2 === 1; chunks = (chunks - 1) / 2) this.#combine(0, this.#levelAt(level++), this.#width)
    this.#a.offset = this.#levelAt(level)
    this.#b.offset = 0
    this.#copy(this.#width, this.#a, this.#b, this.#b, this.#b)
    this.#chunk++
    this.#clear()
  }

  /** Folds what waits at the levels, lowest first: an odd last chunk moves up unchanged. */
  #foldLevels(): void {
    let first = true
    let level = 0
    for (let chunks = this.#chunk; chunks > 0; chunks = Math.floor(chunks / 2)) {
      if (chunks % 2 === 1) {
        if (first) {
          this.#a.offset = 0
          this.#b.offset = this.#levelAt(level)
          this.#copy(this.#width, this.#a, this.#b, this.#b, this.#b)
          first = false
        } else {
          this.#combine(0, this.#levelAt(level), this.#width)
        }
      }
      level++
    }
  }

  /** accumulators[to …] = fold of itself with accumulators[from …]. */
  #combine(to: number, from: number, count: number): void {
    this.#a.offset = to
    this.#b.offset = from
    this.#loop(count, this.#a, this.#a, this.#b, this.#b)
  }

  #levelAt(level: number): number {
    return (lanes + level) * blockLength
  }
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
