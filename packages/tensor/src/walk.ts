import { GradusError } from '@gradus/kernel'
import { reverseGradients } from './backward.ts'
import { checkTensor } from './creation/create.ts'
import { history, refusePromise } from './history.ts'
import type { OpNode } from './op.ts'
import type { Tensor } from './tensor.ts'

/** One operation of a walked computation. */
export interface WalkNode {
  /** Position in the forward order, from 0; the backward order is the reverse. */
  readonly index: number
  readonly op: string
  /** The part of the model it belongs to, `dense_1`; empty outside of any. */
  readonly scope: string
  /** The maths of the operation with `a`, `b` … for its inputs: `1 / (1 + exp(−a))`. */
  readonly formula: string
  readonly inputs: readonly WalkInput[]
  readonly value: Tensor
  /** The derivative of the walked value with respect to this node's value; undefined where none flows. */
  readonly gradient: Tensor | undefined
}

/** What an operation read: the result of an earlier node, or a leaf such as a weight, a batch or a number. */
export interface WalkInput {
  readonly value: Tensor
  /** The node that made it; undefined for a leaf. */
  readonly node: number | undefined
  /** The derivative of the walked value with respect to it; undefined where none flows. */
  readonly gradient: Tensor | undefined
}

/** A computation, operation by operation. */
export interface Walk {
  readonly value: Tensor
  /** In the order of execution; read backwards it is the backward pass. */
  readonly nodes: readonly WalkNode[]
}

/**
 * Runs a computation and shows each of its operations: formula, inputs, value and, for a scalar result that requires one, gradient.
 *
 * Nothing else changes: no `gradient` is accumulated.
 * Throws: GradusError 'state' when the callback returns a promise.
 *
 * @example
 * const w = tensor(3, { requiresGradient: true })
 * const { nodes } = walk(() => multiply(w, w))
 * nodes.map(({ op, value }) => `${op} ${value.item()}`) // ['multiply 9']
 * nodes[0].inputs[0].gradient?.item() // 6
 */
export function walk(callback: () => Tensor): Walk {
  const { value, nodes } = observe(callback)
  const gradients = value.requiresGradient && value.size === 1 ? reverseGradients(value) : new Map<Tensor, Tensor>()
  const made = new Map(nodes.map((node, index) => [node.output, index]))
  return {
    value,
    nodes: nodes.map((node, index) => ({
      index,
      op: node.op.name,
      scope: node.scope,
      formula: node.op.formula(node),
      inputs: node.inputs.map((input) => ({ value: input, node: made.get(input), gradient: gradients.get(input) })),
      value: node.output,
      gradient: gradients.get(node.output),
    })),
  }
}

function observe(callback: () => Tensor): { value: Tensor; nodes: OpNode[] } {
  if (history.observer !== undefined) throw new GradusError('state', 'walk: already walking; a walk cannot contain another')
  const nodes: OpNode[] = []
  history.observer = nodes
  try {
    const value = refusePromise('walk', callback)
    checkTensor('walk', "the callback's result", value)
    return { value, nodes }
  } finally {
    history.observer = undefined
  }
}
