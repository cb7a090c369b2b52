import { type DType, GradusError } from '@gradus/kernel'
import type { Value } from './flatten.ts'
import { formulaLength, formulaStart, registerStride } from './registers.ts'

/** Where values lie in the register file of their dtype. */
export interface Allocation {
  addressOf(value: Value): number
  /** Elements of a register, at most. */
  readonly blockLength: number
}

/** Registers are a little longer than the blocks in them: see {@link registerStride}. */
const gap = 8

/**
 * Gives each value a place: one element where it `isSingle`, else a register, which is free again after its last use.
 *
 * `values` come in the order in which they are written. Few live values get long registers, many get short ones.
 */
export function allocate(values: readonly Value[], isSingle: (value: Value) => boolean): Allocation {
  const lastUse = new Map<Value, number>()
  values.forEach((value, step) => {
    for (const operand of value.operands) lastUse.set(operand, step)
  })
  const pools = new Map<DType, { singles: number; registers: number; free: number[] }>()
  const poolOf = ({ node: { dtype } }: Value) => {
    let pool = pools.get(dtype)
    if (!pool) {
      pool = { singles: 0, registers: 0, free: [] }
      pools.set(dtype, pool)
    }
    return pool
  }
  const numbers = new Map<Value, number>()
  values.forEach((value, step) => {
    // Freed before the result is placed: a loop may write over what it reads.
    for (const operand of new Set(value.operands)) {
      if (lastUse.get(operand) === step && !isSingle(operand)) poolOf(operand).free.push(numbers.get(operand)!)
    }
    const pool = poolOf(value)
    numbers.set(value, isSingle(value) ? pool.singles++ : (pool.free.pop() ?? pool.registers++))
  })

  const roundUp = (count: number) => Math.ceil(count / gap) * gap
  let stride = registerStride
  for (const { singles, registers } of pools.values()) {
    if (registers > 0) stride = Math.min(stride, Math.floor((formulaLength - roundUp(singles)) / registers / gap) * gap)
    else if (singles > formulaLength) stride = 0
  }
  if (stride < 2 * gap) throw new GradusError('unsupported', 'cpu: the formula has too many values that live at the same time')
  return {
    blockLength: stride - gap,
    addressOf(value) {
      const number = numbers.get(value)!
      return formulaStart + (isSingle(value) ? number : roundUp(poolOf(value).singles) + number * stride)
    },
  }
}
