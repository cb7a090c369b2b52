import { checkOptions, describe, formulaText, GradusError } from '@gradus/kernel'
import { reverseGradients } from './backward.ts'
import { checkTensor } from './check-tensor.ts'
import { history, refusePromise } from './history.ts'
import type { OpNode } from './op.ts'
import { numberText } from './print.ts'
import type { Tensor } from './tensor.ts'

/** One operation of a walked computation. */
export interface WalkNode {
  /** Position in the forward order, from 0; the backward order is the reverse. */
  readonly index: number
  /** The operation's name: `matmul`. */
  readonly op: string
  /** The part of the model it belongs to, `dense_1`; empty outside of any. */
  readonly scope: string
  /** The maths of the operation: `1 / (1 + exp(−a))`. Inputs are called by their labels, `a`, `b` … where they have none. */
  readonly formula: string
  /** What it read, in order. */
  readonly inputs: readonly WalkInput[]
  /** What it gave. */
  readonly value: Tensor
  /** What the value is called: see {@link WalkOptions}. */
  readonly label: string | undefined
  /** The derivative of the walked value with respect to this node's value; undefined where none flows. */
  readonly gradient: Tensor | undefined
}

/** What an operation read: the result of an earlier node, or a leaf such as a weight, a batch or a number. */
export interface WalkInput {
  /** The tensor itself. */
  readonly value: Tensor
  /** What it is called: see {@link WalkOptions}. A number is called by its digits. */
  readonly label: string | undefined
  /** The node that made it; undefined for a leaf. */
  readonly node: number | undefined
  /** The derivative of the walked value with respect to it; undefined where none flows. */
  readonly gradient: Tensor | undefined
}

/** A computation, operation by operation. */
export interface Walk {
  /** What the callback returned. */
  readonly value: Tensor
  /** In the order of execution; read backwards it is the backward pass. */
  readonly nodes: readonly WalkNode[]
}

/** Options of {@link walk}. */
export interface WalkOptions {
  /** Tensors by the names that formulas call them: `{ x, w }`. It is read after the computation, which may add to it what it makes. */
  readonly labels?: Readonly<Record<string, Tensor>>
}

/**
 * Runs a computation and shows each of its operations: formula, inputs, value and, for a scalar result that requires one, gradient.
 *
 * Nothing else changes: no `gradient` is accumulated.
 * Throws: GradusError 'state' when the callback returns a promise.
 *
 * @example
 * const w = tensor(3, { requiresGradient: true })
 * const { nodes } = walk(() => power(multiply(w, w), 2), { labels: { w } })
 * nodes.map(({ formula, value }) => `${formula} = ${value.item()}`) // ['w · w = 9', 'power(a, 2) = 81']
 * nodes[0].gradient?.item() // 18
 */
export function walk(callback: () => Tensor, options: WalkOptions = {}): Walk {
  checkOptions('walk', options, ['labels'])
  namesOf(options.labels)
  const { value, nodes } = observe(callback)
  const names = namesOf(options.labels)
  const gradients = value.requiresGradient && value.size === 1 ? reverseGradients(value) : new Map<Tensor, Tensor>()
  const made = new Map(nodes.map((node, index) => [node.output, index]))
  const readInput = (input: Tensor): WalkInput => ({
    value: input,
    label: names.get(input) ?? (made.has(input) ? undefined : digits(input)),
    node: made.get(input),
    gradient: gradients.get(input),
  })
  return {
    value,
    nodes: nodes.map((node, index) => {
      const inputs = node.inputs.map(readInput)
      return {
        index,
        op: node.op.name,
        scope: node.scope,
        formula: withLabels(formulaOf(node), inputs),
        inputs,
        value: node.output,
        label: names.get(node.output),
        gradient: gradients.get(node.output),
      }
    }),
  }
}

function formulaOf(node: OpNode): string {
  const formula = node.op.formula(node)
  return typeof formula === 'string' ? formula : formulaText(formula)
}

/** What a number that met a tensor is called; undefined for other tensors. */
function digits(input: Tensor): string | undefined {
  if (input.rank > 0 || input.requiresGradient || input.dtype === 'bool') return undefined
  return numberText(input.item(), input.dtype).replace('-', '−')
}

/** A formula with the labels of its inputs in the place of `a`, `b` …, letters that stand by themselves. */
function withLabels(formula: string, inputs: readonly WalkInput[]): string {
  return formula.replace(/\b[a-z]\b/g, (letter) => {
    const label = inputs[letter.charCodeAt(0) - 97]?.label
    return label?.startsWith('−') ? `(${label})` : (label ?? letter)
  })
}

/** What each tensor is called. */
function namesOf(labels: unknown): Map<Tensor, string> {
  const names = new Map<Tensor, string>()
  if (labels === undefined) return names
  if (typeof labels !== 'object' || labels === null || Symbol.iterator in labels)
    throw new GradusError('type', `walk: labels must be an object of tensors by their names, got ${describe(labels)}`)
  for (const [name, value] of Object.entries(labels)) {
    checkTensor('walk', `label ${describe(name)}`, value)
    names.set(value, name)
  }
  return names
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
