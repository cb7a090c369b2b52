import { type Expression, GradusError, operandsOf } from '@gradus/kernel'
import type { Block } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { binaryOf } from './binary.ts'
import { castOf } from './casts.ts'
import { constantVector, type Group, partsOf, wideMask } from './lanes.ts'
import { unaryOf } from './unary.ts'

/** What a formula reads, for one group of elements. */
export interface GroupInputs {
  input(index: number): Group
  index(axis: number): Group
}

/** A formula for one group of elements, of which `count` are in use: the nodes of its result. */
export function evaluate(block: Block, body: Expression, inputs: GroupInputs, count: number): Group {
  const values = new Map<Expression, Group>()
  for (const node of inOrder(body))
    values.set(
      node,
      valueOf(block, node, (operand) => values.get(operand)!, inputs, count),
    )
  return values.get(body)!
}

function valueOf(block: Block, node: Expression, of: (operand: Expression) => Group, inputs: GroupInputs, count: number): Group {
  switch (node.kind) {
    case 'input':
      return inputs.input(node.index)
    case 'index':
      return inputs.index(node.axis)
    case 'constant': {
      const vector = constantVector(block, node.value, node.dtype)
      return partsOf(node.dtype, count) === 2 ? [vector, vector] : [vector]
    }
    case 'unary':
      return unaryOf(block, node.operation, node.a.dtype, of(node.a))
    case 'binary':
      return binaryOf(block, node.operation, node.a.dtype, of(node.a), of(node.b), constantOf(node.b), count)
    case 'select': {
      const [mask] = of(node.condition)
      const b = of(node.b)
      return of(node.a).map((vector, part) =>
        block.apply(op.V128_BITSELECT, vector, b[part]!, node.dtype === 'float64' ? wideMask(block, mask!, part) : mask!),
      )
    }
    case 'cast':
      return castOf(block, node.a.dtype, node.dtype, of(node.a), count)
    case 'formula':
      return of(node.definition)
  }
}

function constantOf(node: Expression): number | undefined {
  return node.kind === 'constant' ? node.value : undefined
}

const orders = /* @__PURE__ */ new WeakMap<Expression, readonly Expression[]>()

/** The nodes of a formula, operands before their users. A stack and no recursion: formulas may be deeper than the call stack. */
export function inOrder(body: Expression): readonly Expression[] {
  const known = orders.get(body)
  if (known !== undefined) return known
  const order: Expression[] = []
  const done = new Set<Expression>()
  const pending: Expression[] = [body]
  while (pending.length > 0) {
    const node = pending[pending.length - 1]!
    const before = pending.length
    if (!done.has(node)) for (const operand of operandsOf(node)) if (!done.has(operand)) pending.push(operand)
    if (pending.length > before) continue
    pending.pop()
    if (done.has(node)) continue
    done.add(node)
    order.push(node)
  }
  orders.set(body, order)
  return order
}

/** What an operation of these dtypes is not defined for, the compiler does not do either. */
export function undefinedOperation(operation: string, dtype: string): GradusError {
  return new GradusError('unsupported', `wasm: ${operation} of ${dtype} is not defined`)
}
