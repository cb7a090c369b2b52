import type { BinaryOperation, DType, ReduceOperation } from '@gradus/kernel'
import type { Block } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { binaryOf } from './binary.ts'
import { constantVector, type Group, int32Vector, laneShuffle, upperHalf, wideMask } from './lanes.ts'

/** The lanes of a tree, and the elements of a chunk: see `Reduction`. */
export const treeLanes = 8
export const chunkLength = 1024

const operations: Readonly<Record<ReduceOperation, BinaryOperation>> = {
  sum: 'add',
  product: 'multiply',
  minimum: 'minimum',
  maximum: 'maximum',
}

/** How one reduction folds groups. */
export interface Folding {
  readonly dtype: DType
  readonly operation: ReduceOperation
}

/** Two groups folded, lane by lane; what has no counterpart in `b` stays as it is. */
export function fold(block: Block, { dtype, operation }: Folding, a: Group, b: Group, count: number): Group {
  const folded = binaryOf(block, operations[operation], dtype, a.slice(0, b.length), b, undefined, count)
  return [...folded, ...a.slice(b.length)]
}

/** What every fold starts from, in all lanes. */
export function identityGroup(block: Block, { dtype, operation }: Folding, parts: number): Group {
  const vector = constantVector(block, identityOf(operation, dtype), dtype)
  return Array.from({ length: parts }, () => vector)
}

/** What an empty reduction gives. */
export function identityOf(operation: ReduceOperation, dtype: DType): number {
  if (operation === 'sum') return 0
  if (operation === 'product') return 1
  const least = operation === 'maximum'
  if (dtype === 'bool') return least ? 0 : 1
  if (dtype === 'int32') return least ? -2147483648 : 2147483647
  return least ? -Infinity : Infinity
}

/** A group of `parts` vectors whose lanes from `count` on are the identity. */
export function padded(block: Block, folding: Folding, group: Group, count: number, parts: number): Group {
  if (count === 4) return group
  const used = int32Vector(block, [-1, count > 1 ? -1 : 0, count > 2 ? -1 : 0, 0])
  return identityGroup(block, folding, parts).map((identity, part) => {
    const vector = group[part]
    if (vector === undefined) return identity
    return block.apply(op.V128_BITSELECT, vector, identity, folding.dtype === 'float64' ? wideMask(block, used, part) : used)
  })
}

/** Eight lanes, as one or two groups of which the first holds lanes 0 … 3, folded into the first lane: l with l + 4, with l + 2, with l + 1. */
export function foldLanes(block: Block, folding: Folding, low: Group, high: Group | undefined): Group {
  const four = high === undefined ? low : fold(block, folding, low, high, 4)
  if (folding.dtype === 'float64') {
    const two = four.length === 1 ? four : fold(block, folding, [four[0]!], [four[1]!], 2)
    return fold(block, folding, two, [upperHalf(block, two[0]!)], 2)
  }
  const two = fold(block, folding, four, [upperHalf(block, four[0]!)], 2)
  return fold(block, folding, two, [laneShuffle(block, two[0]!, two[0]!, 4, [1, 0, 3, 2])], 1)
}
