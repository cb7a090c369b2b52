import { createArray, type DType, type TypedArray } from '@gradus/kernel'
import { emptyOperand, type Operand } from './operand.ts'

/** Elements that one instruction handles at a time: a handful of such blocks fit the first-level cache. */
export const blockLength = 512

// What all kernels share while they run: scratch blocks, and slots that are bound to the tensors of the current run. Kernels never run
// inside one another, so one set serves them all, and no kernel that is kept keeps a tensor alive.
const registers: Record<DType, Operand[]> = { float32: [], float64: [], int32: [], bool: [] }
const inputs: Operand[] = []
const indices: Operand[] = []
const scratch = /* @__PURE__ */ new Map<string, TypedArray>()

/** Scratch register number `index` for elements of `dtype`. */
export function register(dtype: DType, index: number): Operand {
  registers[dtype][index] ??= { array: createArray(dtype, blockLength), offset: 0, step: 1 }
  return registers[dtype][index]
}

/** The slot for the elements of input number `index`. */
export function inputSlot(index: number): Operand {
  inputs[index] ??= emptyOperand()
  return inputs[index]
}

/** The register that holds the position along `axis`. */
export function indexRegister(axis: number): Operand {
  indices[axis] ??= { array: new Int32Array(blockLength), offset: 0, step: 1 }
  return indices[axis]
}

/** The block into which input number `index` is gathered where it cannot be read in place. */
export function gatherBlock(dtype: DType, index: number): TypedArray {
  return shared(`input ${index}`, dtype, blockLength)
}

/** The block in which a formula's values wait to be folded. */
export function valueBlock(dtype: DType): TypedArray {
  return shared('values', dtype, blockLength)
}

/** The block in which a result waits that cannot be written in place. */
export function outputBlock(dtype: DType): TypedArray {
  return shared('output', dtype, blockLength)
}

/** Blocks in a row for the partial results of a reduction. */
export function accumulatorBlocks(dtype: DType, count: number): TypedArray {
  return shared('accumulators', dtype, count * blockLength)
}

function shared(purpose: string, dtype: DType, length: number): TypedArray {
  const key = `${purpose} ${dtype}`
  let array = scratch.get(key)
  if (!array) {
    array = createArray(dtype, length)
    scratch.set(key, array)
  }
  return array
}
