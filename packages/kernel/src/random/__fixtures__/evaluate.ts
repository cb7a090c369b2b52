import type { DType } from '../../dtype.ts'
import type { BinaryOperation, Expression } from '../../expression.ts'

/** The value of a formula of the few operations that random numbers need, at one position, shared parts evaluated once. */
export function evaluate(expression: Expression, inputs: readonly number[], position: readonly number[] = []): number {
  const known = new Map<Expression, number>()
  const visit = (node: Expression): number => {
    const value = known.get(node) ?? rounded(compute(node), node.dtype)
    known.set(node, value)
    return value
  }
  const compute = (node: Expression): number => {
    switch (node.kind) {
      case 'input':
        return inputs[node.index]!
      case 'constant':
        return node.value
      case 'index':
        return position[node.axis]!
      case 'cast':
        return visit(node.a)
      case 'binary':
        return operate(node.operation, visit(node.a), visit(node.b), node.dtype)
      default:
        throw new Error(`the random formulas do not use ${node.kind}`)
    }
  }
  return visit(expression)
}

function operate(operation: BinaryOperation, a: number, b: number, dtype: DType): number {
  switch (operation) {
    case 'add':
      return a + b
    case 'multiply':
      return dtype === 'int32' ? Math.imul(a, b) : a * b
    case 'or':
      return a | b
    case 'xor':
      return a ^ b
    case 'shiftLeft':
      return a << b
    case 'shiftRightLogical':
      return a >>> b
    default:
      throw new Error(`the random formulas do not use ${operation}`)
  }
}

function rounded(value: number, dtype: DType): number {
  if (dtype === 'int32') return Int32Array.of(value)[0]!
  return dtype === 'float32' ? Math.fround(value) : value
}
