import type { DType } from '@gradus/kernel'
import type { Block, Node } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { constantVector, everySecond, type Group, laneShuffle, partsOf, upperHalf, wideMask } from './lanes.ts'

/** A group converted to another dtype. */
export function castOf(block: Block, from: DType, to: DType, a: Group, count: number): Group {
  if (from === to) return a
  const [low, high] = a as readonly [Node, Node?]
  const widened = (code: number): Group => {
    const first = block.apply(code, low)
    return partsOf(to, count) === 2 ? [first, block.apply(code, upperHalf(block, low))] : [first]
  }
  const narrowed = (code: number): Group => {
    const first = block.apply(code, low)
    return [high === undefined ? first : laneShuffle(block, first, block.apply(code, high), 8, [0, 2])]
  }
  if (from === 'bool') {
    const one = constantVector(block, 1, to)
    if (to !== 'float64') return [block.apply(op.V128_AND, low, one)]
    return Array.from({ length: partsOf(to, count) }, (_, part) => block.apply(op.V128_AND, wideMask(block, low, part), one))
  }
  if (to === 'bool') {
    const zero = constantVector(block, 0, from)
    if (from === 'float32') return [block.apply(op.F32X4_NE, low, zero)]
    if (from === 'int32') return [block.apply(op.I32X4_NE, low, zero)]
    const wide = a.map((vector) => block.apply(op.F64X2_NE, vector, zero))
    return [everySecond(block, wide, 0)]
  }
  if (from === 'float32') return to === 'float64' ? widened(op.F64X2_PROMOTE_LOW_F32X4) : [block.apply(op.I32X4_TRUNC_SAT_F32X4_S, low)]
  if (from === 'int32') return to === 'float64' ? widened(op.F64X2_CONVERT_LOW_I32X4_S) : [block.apply(op.F32X4_CONVERT_I32X4_S, low)]
  return narrowed(to === 'float32' ? op.F32X4_DEMOTE_F64X2_ZERO : op.I32X4_TRUNC_SAT_F64X2_S_ZERO)
}
