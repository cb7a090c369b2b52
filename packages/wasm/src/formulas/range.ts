import type { DType, RangeCheck } from '@gradus/kernel'
import type { Block, Node } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { binaryOf } from './binary.ts'
import { constantVector, type Group } from './lanes.ts'
import { unaryOf } from './unary.ts'

/** Vectors of which some bit is set where an element breaks a check. */
export function violations(block: Block, check: RangeCheck, dtype: DType, group: Group): readonly Node[] {
  const { min, max, integer = false, allowNaN = false } = check
  const constant = (value: number): Group => group.map(() => constantVector(block, value, dtype))
  // A bool is 0 or 1, and its mask says which.
  if (dtype === 'bool') {
    const bad = [min > 0 ? block.apply(op.V128_NOT, group[0]!) : undefined, max < 1 ? group[0]! : undefined]
    return bad.filter((node) => node !== undefined)
  }
  const compare = (operation: 'lessEqual' | 'equal', a: Group, b: Group): Node => binaryOf(block, operation, dtype, a, b, undefined, 4)[0]!
  const atMost = (values: Group): Node => compare('lessEqual', values, constant(greatestOf(dtype, max)))
  let good =
    min === -max && dtype !== 'int32'
      ? atMost(unaryOf(block, 'abs', dtype, group))
      : block.apply(op.V128_AND, compare('lessEqual', constant(leastOf(dtype, min)), group), atMost(group))
  if (dtype !== 'int32') {
    if (integer) good = block.apply(op.V128_AND, good, compare('equal', group, unaryOf(block, 'floor', dtype, group)))
    if (allowNaN) good = block.apply(op.V128_OR, good, block.apply(op.V128_NOT, compare('equal', group, group)))
  }
  return [block.apply(op.V128_NOT, good)]
}

/** A number that passes a check: what a guarded view may yield where it reads nothing, which must not be checked. */
export function passing({ min, max, integer = false }: RangeCheck, dtype: DType): number {
  if (min <= 0 && max >= 0) return 0
  if (dtype === 'bool') return 1
  return min > 0 ? leastOf(dtype, integer ? Math.ceil(min) : min) : greatestOf(dtype, integer ? Math.floor(max) : max)
}

/** The least number of a dtype that is not below `value`. */
function leastOf(dtype: DType, value: number): number {
  return -greatestOf(dtype, -value, true)
}

/** The greatest number of a dtype that is not above `value`. */
function greatestOf(dtype: DType, value: number, mirrored = false): number {
  if (dtype === 'float64') return value
  if (dtype === 'int32')
    return Math.min(Math.max(Math.floor(value), mirrored ? -2147483647 : -2147483648), mirrored ? 2147483648 : 2147483647)
  const near = Math.fround(value)
  return near > value ? below(near) : near
}

/** The float32 next below. */
function below(value: number): number {
  const single = Float32Array.of(value)
  const bits = new Int32Array(single.buffer)
  if (value === 0) bits[0] = -2147483647
  else bits[0]! += value > 0 ? -1 : 1
  return single[0]!
}
