import { type Expression, elementCount } from '@gradus/kernel'
import { inOrder } from '../formulas/evaluate.ts'
import type { Step } from '../program/lower.ts'

/**
 * The basic operations of one step: nodes of its formula that compute something, shared ones once, for each element; the fold of each element that
 * is reduced; two comparisons for each element that is checked. Of what the interpreter runs, additions.
 */
export function operationsOf(step: Step): number {
  if (step.kind === 'check') return 2 * elementCount(step.shape)
  const { kernel } = step
  const elements = elementCount(kernel.shape)
  switch (kernel.kind) {
    case 'map':
      return elements * (inOrder(kernel.body).filter(computes).length + (kernel.reduce ? 1 : 0))
    case 'scan':
    case 'scatterAdd':
      return elements
    case 'gather':
    case 'sort':
      return 0
  }
}

/** Named functions are their definitions, whose nodes are counted. */
function computes({ kind }: Expression): boolean {
  return kind === 'unary' || kind === 'binary' || kind === 'select' || kind === 'cast'
}
