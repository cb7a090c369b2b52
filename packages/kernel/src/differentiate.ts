import * as e from './expression.ts'
import type { Expression, Operand } from './expression.ts'
import { isFloat } from './dtype.ts'

/**
 * The gradient of an expression with respect to some of its inputs, times `upstream`, as expressions again; undefined where none flows.
 *
 * Choices at kinks: |x| has 0 at 0; minimum and maximum give half to each of two equals. Rounding, comparisons and integers have none.
 *
 * @example
 * const x = input(0, 'float64')
 * differentiate(multiply(x, x), constant(1, 'float64'), [0]) // [x + x, as an expression]
 */
export function differentiate(body: Expression, upstream: Expression, wrt: readonly number[]): (Expression | undefined)[] {
  const pending = new Map<Expression, Expression>([[body, upstream]])
  const found = new Map<number, Expression>()
  for (const node of fromRoot(body)) {
    const gradient = pending.get(node)
    if (gradient === undefined) continue
    if (node.kind === 'input') {
      const before = found.get(node.index)
      found.set(node.index, before === undefined ? gradient : e.add(before, gradient))
      continue
    }
    for (const [operand, share] of shares(node, gradient)) {
      if (!isFloat(operand.dtype)) continue
      const before = pending.get(operand)
      pending.set(operand, before === undefined ? share : e.add(before, share))
    }
  }
  return wrt.map((index) => found.get(index))
}

/** What each operand of a node gets of the node's gradient. */
function shares(node: Expression, g: Expression): readonly (readonly [Expression, Expression])[] {
  switch (node.kind) {
    case 'input':
    case 'constant':
    case 'index':
      return []
    case 'cast':
      return isFloat(node.a.dtype) ? [[node.a, e.cast(g, node.a.dtype)]] : []
    case 'select':
      return [
        [node.a, e.select(node.condition, g, 0)],
        [node.b, e.select(node.condition, 0, g)],
      ]
    case 'unary':
      return node.operation === 'negate'
        ? [[node.a, e.negate(g)]]
        : node.operation === 'abs'
          ? [[node.a, e.select(e.equal(node.a, 0), 0, e.select(e.less(node.a, 0), e.negate(g), g))]]
          : node.operation === 'sqrt'
            ? [[node.a, e.divide(g, e.multiply(2, node))]]
            : []
    case 'binary':
      return binaryShares(node, g)
    case 'formula': {
      const stated = e.statedDerivatives(node)
      if (stated === undefined) return [[node.definition, g]]
      return stated.map((derivative, i) => [node.inputs[i]!, times(g, derivative)])
    }
  }
}

function binaryShares(node: e.Binary, g: Expression): readonly (readonly [Expression, Expression])[] {
  const { a, b } = node
  switch (node.operation) {
    case 'add':
      return [[a, g], [b, g]]
    case 'subtract':
      return [[a, g], [b, e.negate(g)]]
    case 'multiply':
      return [[a, e.multiply(g, b)], [b, e.multiply(g, a)]]
    case 'divide':
      return [[a, e.divide(g, b)], [b, e.negate(e.divide(e.multiply(g, node), b))]]
    case 'minimum':
      return extremeShares(a, b, e.less(a, b), g)
    case 'maximum':
      return extremeShares(a, b, e.less(b, a), g)
    default:
      return []
  }
}

function extremeShares(a: Expression, b: Expression, aWins: Expression, g: Expression): readonly (readonly [Expression, Expression])[] {
  const tie = e.equal(a, b)
  const half = e.multiply(g, 0.5)
  return [
    [a, e.select(tie, half, e.select(aWins, g, 0))],
    [b, e.select(tie, half, e.select(aWins, 0, g))],
  ]
}

function times(g: Expression, derivative: Operand): Expression {
  return derivative === 1 ? g : e.multiply(g, derivative)
}

/** The nodes from the root on, each after all nodes that use it. A formula with a stated derivative is not entered. */
function fromRoot(root: Expression): Expression[] {
  const order: Expression[] = []
  const seen = new Set<Expression>()
  const visit = (node: Expression): void => {
    if (seen.has(node)) return
    seen.add(node)
    const operands = node.kind === 'formula' && e.statedDerivatives(node) !== undefined ? node.inputs : e.operandsOf(node)
    operands.forEach(visit)
    order.push(node)
  }
  visit(root)
  return order.reverse()
}
