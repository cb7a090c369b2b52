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
  const { nodes, operands } = planOf(body)
  const values = new Array<Group>(nodes.length)
  for (let i = 0; i < nodes.length; i++) values[i] = valueOf(block, nodes[i]!, operands[i]!, values, inputs, count)
  return values[nodes.length - 1]!
}

function valueOf(
  block: Block,
  node: Expression,
  [first, second, third]: readonly number[],
  values: readonly Group[],
  inputs: GroupInputs,
  count: number,
): Group {
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
      return unaryOf(block, node.operation, node.a.dtype, values[first!]!)
    case 'binary':
      return binaryOf(block, node.operation, node.a.dtype, values[first!]!, values[second!]!, constantOf(node.b), count)
    case 'select': {
      const [mask] = values[first!]!
      const b = values[third!]!
      return values[second!]!.map((vector, part) =>
        block.apply(op.V128_BITSELECT, vector, b[part]!, node.dtype === 'float64' ? wideMask(block, mask!, part) : mask!),
      )
    }
    case 'cast':
      return castOf(block, node.a.dtype, node.dtype, values[first!]!, count)
    case 'formula':
      return values[first!]!
  }
}

function constantOf(node: Expression): number | undefined {
  return node.kind === 'constant' ? node.value : undefined
}

/** The nodes of a formula in order, and for each the positions of its operands. */
interface Plan {
  readonly nodes: readonly Expression[]
  readonly operands: readonly (readonly number[])[]
}

const plans = /* @__PURE__ */ new WeakMap<Expression, Plan>()

function planOf(body: Expression): Plan {
  let plan = plans.get(body)
  if (plan === undefined) {
    const nodes = order(body)
    const positions = new Map(nodes.map((node, i) => [node, i]))
    plan = { nodes, operands: nodes.map((node) => operandsOf(node).map((operand) => positions.get(operand)!)) }
    plans.set(body, plan)
  }
  return plan
}

/** The nodes of a formula, operands before their users. */
export function inOrder(body: Expression): readonly Expression[] {
  return planOf(body).nodes
}

/** A stack and no recursion: formulas may be deeper than the call stack. */
function order(body: Expression): readonly Expression[] {
  const sorted: Expression[] = []
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
    sorted.push(node)
  }
  return sorted
}

/** What an operation of these dtypes is not defined for, the compiler does not do either. */
export function undefinedOperation(operation: string, dtype: string): GradusError {
  return new GradusError('unsupported', `wasm: ${operation} of ${dtype} is not defined`)
}
