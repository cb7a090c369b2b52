import type { BinaryOperation, DType } from '@gradus/kernel'
import type { Block, Node } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { undefinedOperation } from './evaluate.ts'
import { everySecond, type Group, laneShuffle, partsOf } from './lanes.ts'

type Codes = Partial<Record<BinaryOperation, number>>

const codes: Readonly<Record<'float32' | 'float64' | 'int32', Codes>> = {
  float32: {
    add: op.F32X4_ADD,
    subtract: op.F32X4_SUB,
    multiply: op.F32X4_MUL,
    divide: op.F32X4_DIV,
    minimum: op.F32X4_MIN,
    maximum: op.F32X4_MAX,
    less: op.F32X4_LT,
    lessEqual: op.F32X4_LE,
    equal: op.F32X4_EQ,
  },
  float64: {
    add: op.F64X2_ADD,
    subtract: op.F64X2_SUB,
    multiply: op.F64X2_MUL,
    divide: op.F64X2_DIV,
    minimum: op.F64X2_MIN,
    maximum: op.F64X2_MAX,
    less: op.F64X2_LT,
    lessEqual: op.F64X2_LE,
    equal: op.F64X2_EQ,
  },
  int32: {
    add: op.I32X4_ADD,
    subtract: op.I32X4_SUB,
    multiply: op.I32X4_MUL,
    minimum: op.I32X4_MIN_S,
    maximum: op.I32X4_MAX_S,
    less: op.I32X4_LT_S,
    lessEqual: op.I32X4_LE_S,
    equal: op.I32X4_EQ,
    and: op.V128_AND,
    or: op.V128_OR,
    xor: op.V128_XOR,
  },
}

/**
 * What x < c ? x : c and its like do, in one instruction where the exact minimum takes eight: the same for a known c that is neither NaN nor
 * zero. A NaN in x stays, since no comparison with it holds.
 */
const towardsConstant: Readonly<Record<'float32' | 'float64', Codes>> = {
  float32: { minimum: op.F32X4_PMIN, maximum: op.F32X4_PMAX },
  float64: { minimum: op.F64X2_PMIN, maximum: op.F64X2_PMAX },
}

/** Shifts of a whole vector by one distance, and of one int32. */
const shifts: Partial<Record<BinaryOperation, readonly [vector: number, scalar: number]>> = {
  shiftLeft: [op.I32X4_SHL, op.I32_SHL],
  shiftRight: [op.I32X4_SHR_S, op.I32_SHR_S],
  shiftRightLogical: [op.I32X4_SHR_U, op.I32_SHR_U],
}

/** One operation on two groups; `constant` is the second one's value where it is the same known number in all lanes. */
export function binaryOf(
  block: Block,
  operation: BinaryOperation,
  dtype: DType,
  a: Group,
  b: Group,
  constant: number | undefined,
  count: number,
): Group {
  if (dtype === 'bool') return [ofBools(block, operation, a[0]!, b[0]!)]
  if (dtype === 'int32') {
    if (operation === 'fromHighLow') return fromHighLow(block, a[0]!, b[0]!, count)
    const shift = shifts[operation]
    if (shift !== undefined) {
      return [constant === undefined ? block.shiftLanes(shift[1], a[0]!, b[0]!) : block.shift(shift[0], a[0]!, constant & 31)]
    }
  }
  // A constant that is NaN or zero is false, as if it were none.
  const code = (constant && dtype !== 'int32' ? towardsConstant[dtype][operation] : undefined) ?? codes[dtype][operation]
  if (code === undefined) throw undefinedOperation(operation, dtype)
  const result = a.map((vector, part) => block.apply(code, vector, b[part]!))
  const compares = operation === 'less' || operation === 'lessEqual' || operation === 'equal'
  return dtype === 'float64' && compares ? [everySecond(block, result, 0)] : result
}

function ofBools(block: Block, operation: BinaryOperation, a: Node, b: Node): Node {
  switch (operation) {
    case 'and':
    case 'minimum':
      return block.apply(op.V128_AND, a, b)
    case 'or':
    case 'maximum':
      return block.apply(op.V128_OR, a, b)
    case 'xor':
      return block.apply(op.V128_XOR, a, b)
    case 'less':
      return block.apply(op.V128_ANDNOT, b, a)
    case 'lessEqual':
      return block.apply(op.V128_OR, block.apply(op.V128_NOT, a), b)
    case 'equal':
      return block.apply(op.V128_NOT, block.apply(op.V128_XOR, a, b))
    default:
      throw undefinedOperation(operation, 'bool')
  }
}

function fromHighLow(block: Block, high: Node, low: Node, count: number): Group {
  const first = laneShuffle(block, low, high, 4, [0, 4, 1, 5])
  return partsOf('float64', count) === 2 ? [first, laneShuffle(block, low, high, 4, [2, 6, 3, 7])] : [first]
}
