import type { DType, UnaryOperation } from '@gradus/kernel'
import type { Block } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { undefinedOperation } from './evaluate.ts'
import { everySecond, type Group } from './lanes.ts'

type Codes = Partial<Record<UnaryOperation, number>>

const float32: Codes = {
  negate: op.F32X4_NEG,
  abs: op.F32X4_ABS,
  sqrt: op.F32X4_SQRT,
  floor: op.F32X4_FLOOR,
  ceil: op.F32X4_CEIL,
  trunc: op.F32X4_TRUNC,
  round: op.F32X4_NEAREST,
}

const float64: Codes = {
  negate: op.F64X2_NEG,
  abs: op.F64X2_ABS,
  sqrt: op.F64X2_SQRT,
  floor: op.F64X2_FLOOR,
  ceil: op.F64X2_CEIL,
  trunc: op.F64X2_TRUNC,
  round: op.F64X2_NEAREST,
}

const codes: Readonly<Record<DType, Codes>> = {
  float32,
  float64,
  int32: { negate: op.I32X4_NEG, abs: op.I32X4_ABS, not: op.V128_NOT },
  bool: { not: op.V128_NOT },
}

/** One operation on one group. */
export function unaryOf(block: Block, operation: UnaryOperation, dtype: DType, a: Group): Group {
  // The same bits under another name, or half of them.
  if ((operation === 'bits' && dtype === 'float32') || (operation === 'fromBits' && dtype === 'int32')) return a
  if (dtype === 'float64' && operation === 'lowBits') return [everySecond(block, a, 0)]
  if (dtype === 'float64' && operation === 'highBits') return [everySecond(block, a, 1)]
  const code = codes[dtype][operation]
  if (code === undefined) throw undefinedOperation(operation, dtype)
  return a.map((vector) => block.apply(code, vector))
}
