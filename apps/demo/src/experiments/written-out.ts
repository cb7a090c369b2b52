import type { Tensor, WalkInput, WalkNode } from '@gradus/tensor'

/** Four decimals, 0 and 1 as they are. */
export function shortNumber(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(4)
  return text.replace(/^-(0\.0+)$/, '$1').replace('-', '−')
}

/** The formulas of walked operations as one reads them: results without a name stand where they are used. */
export class Formulas {
  private readonly nodes: readonly WalkNode[]

  constructor(nodes: readonly WalkNode[]) {
    this.nodes = nodes
  }

  /** `Σₖ w1ᵢₖ xₖⱼ + b1` */
  symbols(node: WalkNode): string {
    return this.filled(node, (input) => input.label)
  }

  /** The same with numbers, for one element of the result. */
  numbers(node: WalkNode, place: readonly [number, number]): string {
    return this.raw(node, place)
      .replace(/ \+ \(−([\d.]+)\)/g, ' − $1')
      .replace(/^\((−[\d.]+)\)(?= [−+])/, '$1')
  }

  private raw(node: WalkNode, [row, column]: readonly [number, number]): string {
    if (node.op === 'transpose') return this.element(node.inputs[0]!, column, row, node)
    if (node.op === 'matmul') return this.products(node, row, column)
    if (node.op === 'sum') return this.sums(node, row)
    return this.filled(node, (input) => this.element(input, row, column, node), true)
  }

  /** A number, or where the input has no name, how it is computed. */
  private element(input: WalkInput, row: number, column: number, parent: WalkNode): string {
    const node = this.unnamed(input)
    if (node !== undefined) return parenthesized(this.numbers(node, [row, column]), node.op, parent.op, true)
    const text = shortNumber(elementOf(input.value, row, column))
    return text.startsWith('−') ? `(${text})` : text
  }

  /** A sum of products, its signs in front: `0.37·0 − 0.95·1`. */
  private products(node: WalkNode, row: number, column: number): string {
    const [a, b] = node.inputs as [WalkInput, WalkInput]
    const terms = Array.from({ length: a.value.shape[1]! }, (_, k) => {
      const text = `${this.element(a, row, k, node)}·${this.element(b, k, column, node)}`
      return text.replace(/^\((−[^)]*)\)/, '$1')
    })
    return joined(terms)
  }

  private sums(node: WalkNode, row: number): string {
    const [a] = node.inputs as [WalkInput]
    return joined(Array.from({ length: a.value.shape[1]! }, (_, k) => this.element(a, row, k, node).replace(/^\((−[^)]*)\)$/, '$1')))
  }

  /** A formula in which each input stands as `nameOf` says, or as its own formula. */
  private filled(node: WalkNode, nameOf: (input: WalkInput) => string | undefined, isNumeric = false): string {
    return node.formula.replace(/(?<![\p{L}\d.])[a-z]+\d?(?![\p{Ll}\d(])/gu, (word) => {
      const place = node.inputs.findIndex(({ label }, i) => (label ?? String.fromCharCode(97 + i)) === word)
      const input = node.inputs[place]
      if (input === undefined) return word
      const inner = this.unnamed(input)
      if (inner === undefined || isNumeric) return nameOf(input) ?? word
      return parenthesized(this.symbols(inner), inner.op, node.op)
    })
  }

  private unnamed({ label, node }: WalkInput): WalkNode | undefined {
    return label === undefined && node !== undefined ? this.nodes[node] : undefined
  }
}

/** Where a formula within another needs parentheses: not around a product in a sum, nor around what is linear in a quotient. */
function parenthesized(text: string, op: string, within: string, isNumeric = false): string {
  const isPlain = !text.includes(' ') || op === 'log' || op === 'transpose'
  const isSum = op === 'matmul' || op === 'sum'
  const isLinear = within === 'divide' && isSum && !isNumeric && !text.includes(' over ')
  return isPlain || isLinear || withoutParentheses[within]?.includes(op) ? text : `(${text})`
}

const withoutParentheses: Readonly<Record<string, readonly string[]>> = {
  add: ['add', 'multiply', 'matmul', 'divide'],
  subtract: ['multiply', 'divide'],
  multiply: ['multiply'],
  log: ['subtract', 'add', 'multiply', 'divide'],
}

function elementOf(value: Tensor, row: number, column: number): number {
  const [rows = 1, columns = 1] = value.rank < 2 ? [1, value.shape[0]] : value.shape
  return value.toTypedArray()[(rows === 1 ? 0 : row) * columns + (columns === 1 ? 0 : column)]!
}

/** Terms as a sum; of many only the first and the last. */
function joined(terms: readonly string[]): string {
  const shown = terms.length > 5 ? [...terms.slice(0, 3), '…', terms.at(-1)!] : terms
  return shown.reduce((sum, term) => (term.startsWith('−') ? `${sum} − ${term.slice(1)}` : `${sum} + ${term}`))
}
