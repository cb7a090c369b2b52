import type { WalkNode } from '@gradus/tensor'

/** The bounds between which the values of an activation lie. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  hardSigmoid: [0, 1],
  hardTanh: [-1, 1],
  relu: [0, Number.POSITIVE_INFINITY],
  relu6: [0, 6],
  sigmoid: [0, 1],
  softmax: [0, 1],
  softplus: [0, Number.POSITIVE_INFINITY],
  softsign: [-1, 1],
  sparseSigmoid: [0, 1],
  sparsemax: [0, 1],
  tanh: [-1, 1],
}

/** Those that give a probability for each element, and those that give a distribution along an axis. */
const probabilities: ReadonlySet<string> = /* @__PURE__ */ new Set(['hardSigmoid', 'sigmoid', 'sparseSigmoid'])
const distributions: ReadonlySet<string> = /* @__PURE__ */ new Set(['softmax', 'sparsemax'])

/** Operations that only arrange what they are given. */
const arranging: ReadonlySet<string> = /* @__PURE__ */ new Set(['cast', 'clone', 'permute', 'reshape', 'squeeze', 'transpose', 'unsqueeze'])

/** The bounds of an operation's values; undefined where there are none, or nothing is known. */
export function boundsOf(op: string): readonly [least: number, most: number] | undefined {
  return Object.hasOwn(bounds, op) ? bounds[op] : undefined
}

/** What kind of probabilities an operation gives, if any. */
export function probabilityKind({ op }: WalkNode): 'each' | 'rows' | undefined {
  if (probabilities.has(op)) return 'each'
  return distributions.has(op) ? 'rows' : undefined
}

/** The node that made the values of this one, past those that only arranged them. */
export function valuesOf(node: WalkNode, all: readonly WalkNode[]): WalkNode {
  let source = node
  while (arranging.has(source.op) && source.inputs[0]?.node !== undefined) source = all[source.inputs[0].node]!
  return source
}
