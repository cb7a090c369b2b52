import { describe } from './check.ts'
import { isFloat } from './dtype.ts'
import { GradusError } from './error.ts'
import type { Binary, Expression, Formula, Operand, Unary } from './expression.ts'
import * as e from './expression.ts'

/**
 * upstream · ∂body/∂input for each input index in `wrt`, as expressions over the same inputs: reverse mode, one pass over the graph.
 *
 * Undefined where the body does not depend on the input, or only through what has no gradient: comparisons, rounding, integers, bits.
 * |x| has gradient 0 at 0, a minimum or maximum of equals gives half to each, a select passes it to the chosen side. A formula's stated
 * derivatives are used; one that states none is differentiated through its definition.
 *
 * Throws: GradusError 'type' when the body is no float, or `upstream` is of another dtype.
 *
 * @example
 * const x = expression.input(0, 'float64')
 * const [dx] = differentiate(expression.multiply(x, x), expression.constant(1, 'float64'), [0])
 * evaluate(dx!, [3]) // 6
 */
export function differentiate(body: Expression, upstream: Expression, wrt: readonly number[]): (Expression | undefined)[] {
  e.checkExpression('differentiate', 'the body', body)
  e.checkExpression('differentiate', 'upstream', upstream)
  if (!Array.isArray(wrt)) throw new GradusError('type', `differentiate: wrt must be an array of input indices, got ${describe(wrt)}`)
  if (!isFloat(body.dtype)) throw new GradusError('type', `differentiate: the body is ${body.dtype}, expected float32 or float64`)
  if (upstream.dtype !== body.dtype) {
    throw new GradusError('type', `differentiate: upstream is ${upstream.dtype}, expected ${body.dtype}, the dtype of the body; use cast`)
  }
  const shares = sharesTowards(wrt, body)
  const gradients = new Map<Expression, Expression>([[body, upstream]])
  const results = new Map<number, Expression>()
  for (const [node, sharesOfNode] of [...shares].reverse()) {
    // What uses a node comes before it here, and gave it its share.
    const gradient = gradients.get(node)!
    if (node.kind === 'input') accumulate(results, node.index, gradient)
    for (const [operand, share] of sharesOfNode) {
      if (shares.has(operand)) accumulate(gradients, operand, share(gradient))
    }
  }
  return wrt.map((index) => results.get(index))
}

/** An operand, and what it gets of a gradient. */
type Share = readonly [operand: Expression, share: (gradient: Expression) => Expression]

/** The nodes through which the gradient of an input in `wrt` flows, operands first, with their operands' shares. */
function sharesTowards(wrt: readonly number[], body: Expression): Map<Expression, readonly Share[]> {
  const flowing = new Map<Expression, readonly Share[]>()
  const visited = new Set<Expression>()
  function visit(node: Expression): void {
    if (visited.has(node)) return
    visited.add(node)
    const shares = sharesOf(node)
    for (const [operand] of shares) visit(operand)
    const flows = node.kind === 'input' ? wrt.includes(node.index) : shares.some(([operand]) => flowing.has(operand))
    if (flows) flowing.set(node, shares)
  }
  visit(body)
  return flowing
}

function accumulate<Key>(sums: Map<Key, Expression>, key: Key, term: Expression): void {
  const sum = sums.get(key)
  sums.set(key, sum ? e.add(sum, term) : term)
}

function sharesOf(node: Expression): readonly Share[] {
  switch (node.kind) {
    case 'input':
    case 'constant':
    case 'index':
      return []
    case 'cast':
      return isFloat(node.a.dtype) ? [[node.a, (g) => e.cast(g, node.a.dtype)]] : []
    case 'select':
      return [
        [node.a, (g) => e.select(node.condition, g, 0)],
        [node.b, (g) => e.select(node.condition, 0, g)],
      ]
    case 'formula':
      return sharesOfFormula(node)
    case 'unary':
      return sharesOfUnary(node)
    case 'binary':
      return sharesOfBinary(node)
  }
}

function sharesOfFormula(node: Formula): readonly Share[] {
  const derivatives = e.statedDerivatives(node)
  if (!derivatives) return [[node.definition, (g) => g]]
  return node.inputs.flatMap((operand, position): Share[] => {
    const derivative = derivatives[position]!
    return isConstant(derivative, 0) ? [] : [[operand, (g) => product(g, derivative)]]
  })
}

function sharesOfUnary(node: Unary): readonly Share[] {
  const { a } = node
  switch (node.operation) {
    case 'negate':
      return [[a, (g) => e.negate(g)]]
    case 'abs':
      return [[a, (g) => e.select(e.less(a, 0), e.negate(g), e.select(e.less(0, a), g, 0))]]
    case 'sqrt':
      return [[a, (g) => e.divide(e.multiply(g, 0.5), node)]]
    default:
      return []
  }
}

function sharesOfBinary(node: Binary): readonly Share[] {
  const { a, b } = node
  switch (node.operation) {
    case 'add':
      return [
        [a, (g) => g],
        [b, (g) => g],
      ]
    case 'subtract':
      return [
        [a, (g) => g],
        [b, (g) => e.negate(g)],
      ]
    case 'multiply':
      return [
        [a, (g) => product(g, b)],
        [b, (g) => product(g, a)],
      ]
    case 'divide':
      return [
        [a, (g) => e.divide(g, b)],
        [b, (g) => e.negate(product(g, e.divide(node, b)))],
      ]
    case 'minimum':
      return [
        [a, (g) => unlessBeyond(g, b, a)],
        [b, (g) => unlessBeyond(g, a, b)],
      ]
    case 'maximum':
      return [
        [a, (g) => unlessBeyond(g, a, b)],
        [b, (g) => unlessBeyond(g, b, a)],
      ]
    default:
      return []
  }
}

/** g, halved where the two are equal and 0 where `low` < `high`; NaN passes g to both. */
function unlessBeyond(g: Expression, low: Expression, high: Expression): Expression {
  return e.select(e.less(low, high), 0, e.select(e.equal(low, high), e.multiply(g, 0.5), g))
}

/** g · factor, without the product where one of them is the constant 1. */
function product(g: Expression, factor: Operand): Expression {
  if (isConstant(factor, 1)) return g
  return isConstant(g, 1) && typeof factor !== 'number' ? factor : e.multiply(g, factor)
}

function isConstant(operand: Operand, value: number): boolean {
  return operand === value || (typeof operand === 'object' && operand.kind === 'constant' && operand.value === value)
}
