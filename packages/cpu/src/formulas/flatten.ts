import { type Expression, operandsOf } from '@gradus/kernel'

/** A value of a flattened formula: what computes it, from which values before it. */
export interface Value {
  readonly node: Expression
  /** `multiplyAdd` and its like, where a multiplication was fused into what uses it; else the node's own operation. */
  readonly operation: string
  readonly operands: readonly Value[]
}

/**
 * The values of a formula, operands before their users, the result last.
 *
 * Named functions are looked through to their definitions. Nodes that are alike in operation and operands are one value.
 */
export function flatten(body: Expression): Value[] {
  const values: Value[] = []
  const known = new Map<Expression, Value>()
  const alike = new Map<string, Value>()
  const numbers = new Map<Value, number>()
  // A stack and no recursion: formulas may be deeper than the call stack.
  const pending: Expression[] = [body]
  while (pending.length > 0) {
    const node = pending[pending.length - 1]!
    const before = pending.length
    if (!known.has(node)) {
      const operands = operandsOf(node)
      for (let i = operands.length - 1; i >= 0; i--) if (!known.has(operands[i]!)) pending.push(operands[i]!)
    }
    if (pending.length > before) continue
    pending.pop()
    if (!known.has(node)) known.set(node, valueOf(node))
  }
  return values

  function valueOf(node: Expression): Value {
    const operands = operandsOf(node).map((operand) => known.get(operand)!)
    if (node.kind === 'formula') return operands[0]!
    const operation = 'operation' in node ? node.operation : node.kind
    const key = `${operation} ${detailOf(node)} ${node.dtype} ${operands.map((operand) => numbers.get(operand)).join(' ')}`
    let value = alike.get(key)
    if (!value) {
      value = { node, operation, operands }
      alike.set(key, value)
      numbers.set(value, values.length)
      values.push(value)
    }
    return value
  }
}

/** What tells nodes of one kind apart beside their operands. */
function detailOf(node: Expression): string | number {
  switch (node.kind) {
    case 'input':
      return node.index
    case 'index':
      return node.axis
    case 'constant':
      return Object.is(node.value, -0) ? '-0' : node.value
    default:
      return ''
  }
}
