import { isFloat } from '@gradus/kernel'
import type { Value } from './flatten.ts'

/**
 * Joins each multiplication that is only added to or subtracted from something with that addition: one pass over the block, not two.
 *
 * Both still round; this is no fused multiply-add.
 */
export function fuseProducts(values: readonly Value[]): Value[] {
  const uses = new Map<Value, number>()
  for (const { operands } of values) for (const operand of operands) uses.set(operand, (uses.get(operand) ?? 0) + 1)
  const fused = new Map<Value, Value>()
  const gone = new Set<Value>()

  const isProduct = (value: Value) => value.operation === 'multiply' && isFloat(value.node.dtype) && uses.get(value) === 1
  for (const value of values) {
    const operands = value.operands.map((operand) => fused.get(operand) ?? operand)
    const [a, b] = operands
    const sum = value.operation === 'add'
    if (a && b && (sum || value.operation === 'subtract') && (isProduct(value.operands[0]!) || isProduct(value.operands[1]!))) {
      const [product, other, operation] = isProduct(value.operands[0]!)
        ? [a, b, sum ? 'multiplyAdd' : 'multiplySubtract']
        : [b, a, sum ? 'multiplyAdd' : 'subtractProduct']
      gone.add(product)
      fused.set(value, { node: value.node, operation, operands: [...product.operands, other] })
    } else {
      fused.set(value, { ...value, operands })
    }
  }
  return [...fused.values()].filter((value) => !gone.has(value))
}
