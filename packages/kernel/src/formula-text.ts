import { describe } from './check.ts'
import { isFloat } from './dtype.ts'
import { GradusError } from './error.ts'
import { type Binary, checkExpression, type Expression, type Formula, type Unary } from './expression.ts'

/**
 * An expression as a reader would write it, with `names` for its inputs.
 *
 * A formula is written by its own text, or as a function of its operands.
 *
 * @example
 * const a = expression.input(0, 'float64')
 * formulaText(expression.divide(1, expression.add(1, numerics.exp(expression.negate(a))))) // '1 / (1 + exp(−a))'
 */
export function formulaText(body: Expression, names: readonly string[] = alphabet): string {
  checkExpression('formulaText', 'the body', body)
  if (!Array.isArray(names)) throw new GradusError('type', `formulaText: names must be an array of texts, got ${describe(names)}`)
  const written = new Map<Expression, Written>()
  const write = (node: Expression): Written => {
    const text = written.get(node) ?? compose(node, names, write)
    written.set(node, text)
    return text
  }
  return write(body).text
}

const alphabet = [...'abcdefghijklmnopqrstuvwxyz']

/** A text and how tightly its outermost operation binds. */
interface Written {
  readonly text: string
  readonly binds: number
}

const logic = 0
const comparison = 1
const sum = 2
const product = 3
const sign = 4
const atom = 5

type Write = (node: Expression) => Written

function compose(node: Expression, names: readonly string[], write: Write): Written {
  switch (node.kind) {
    case 'input':
      return { text: names[node.index] ?? `input${node.index}`, binds: atom }
    case 'index':
      return { text: `i${node.axis}`, binds: atom }
    case 'constant':
      return number(node.value)
    case 'cast':
      return isFloat(node.dtype) && isFloat(node.a.dtype) ? write(node.a) : call(node.dtype, [node.a], write)
    case 'select':
      return call('where', [node.condition, node.a, node.b], write)
    case 'formula':
      return node.text === undefined ? call(node.name, node.inputs, write) : substitute(node, node.text, write)
    case 'unary':
      return unary(node, write)
    case 'binary':
      return binary(node, write)
  }
}

function number(value: number): Written {
  const size = Math.abs(value) === Infinity ? '∞' : String(Math.abs(value))
  return value < 0 || Object.is(value, -0) ? { text: `−${size}`, binds: sign } : { text: size, binds: atom }
}

function call(name: string, operands: readonly Expression[], write: Write): Written {
  return { text: `${name}(${operands.map((operand) => write(operand).text).join(', ')})`, binds: atom }
}

function parenthesized({ text, binds }: Written, least: number): string {
  return binds < least ? `(${text})` : text
}

function unary(node: Unary, write: Write): Written {
  const a = write(node.a)
  switch (node.operation) {
    case 'negate':
      // −(a · b) is (−a) · b, so products need no parentheses; another sign does.
      if (a.text.startsWith('−') || a.binds < product) return { text: `−(${a.text})`, binds: sign }
      return { text: `−${a.text}`, binds: Math.min(a.binds, sign) }
    case 'abs':
      return { text: `|${a.text}|`, binds: atom }
    case 'sqrt':
      return { text: `√${parenthesized(a, atom)}`, binds: atom }
    case 'not':
      return isBinary(node.a, 'equal')
        ? infix(node.a, '≠', comparison, write)
        : { text: `not ${parenthesized(a, atom)}`, binds: comparison }
    default:
      return call(node.operation, [node.a], write)
  }
}

function isBinary(node: Expression, operation: Binary['operation']): node is Binary {
  return node.kind === 'binary' && node.operation === operation
}

function binary(node: Binary, write: Write): Written {
  // 0 < a is written a > 0, and b < a, which is how a > b is computed, a > b.
  const { a, b } = node
  const swapped = a.kind === 'constant' ? b.kind !== 'constant' : a.kind === 'input' && b.kind === 'input' && a.index > b.index
  switch (node.operation) {
    case 'add':
      return addition(node, write, '+', '−')
    case 'subtract':
      return addition(node, write, '−', '+')
    case 'multiply':
      return infix(node, '·', product, write)
    case 'divide':
      return infix(node, '/', product, write)
    case 'less':
      return infix(node, swapped ? '>' : '<', comparison, write, swapped)
    case 'lessEqual':
      return infix(node, swapped ? '≥' : '≤', comparison, write, swapped)
    case 'equal':
      return infix(node, '=', comparison, write, swapped)
    case 'and':
    case 'or':
    case 'xor':
      return infix(node, node.operation, logic, write)
    case 'minimum':
      return call('min', [node.a, node.b], write)
    case 'maximum':
      return call('max', [node.a, node.b], write)
    default:
      return call(node.operation, [node.a, node.b], write)
  }
}

function infix(node: Binary, symbol: string, binds: number, write: Write, swapped = false): Written {
  const left = write(swapped ? node.b : node.a)
  const right = write(swapped ? node.a : node.b)
  const signed = binds >= sum && right.text.startsWith('−')
  return { text: `${parenthesized(left, binds)} ${symbol} ${parenthesized(right, signed ? Infinity : binds + 1)}`, binds }
}

/** a + (−b) is written a − b, and a − (−b) a + b, which are the same in every bit. */
function addition(node: Binary, write: Write, symbol: string, opposite: string): Written {
  const right = write(node.b)
  if (!right.text.startsWith('−') || right.binds < product) return infix(node, symbol, sum, write)
  const size = { text: right.text.slice(1), binds: right.binds }
  return { text: `${parenthesized(write(node.a), sum)} ${opposite} ${parenthesized(size, product)}`, binds: sum }
}

/** The text of a formula with the texts of its operands in place of `a`, `b` …, in parentheses where what stands beside them asks for it. */
function substitute(node: Formula, text: string, write: Write): Written {
  const result = text.replace(/\b[a-z]\b/g, (letter, at: number) => {
    const input = node.inputs[alphabet.indexOf(letter)]
    if (input === undefined) return letter
    const operand = write(input)
    const left = text.slice(0, at)
    const right = text.slice(at + 1)
    const signed = operand.text.startsWith('−') && !opening.test(left)
    return parenthesized(operand, signed ? Infinity : Math.max(neededAfter(left), neededBefore(right)))
  })
  return { text: result, binds: bindingOf(result) }
}

const opening = /(^|[(|,] ?)$/

/** How tightly an operand must bind that follows `left`. */
function neededAfter(left: string): number {
  if (opening.test(left)) return logic
  return / [+−] $/.test(left) ? product : atom
}

/** How tightly an operand must bind that `right` follows. */
function neededBefore(right: string): number {
  if (/^($|[)|,])/.test(right)) return logic
  if (/^ [+−<>≤≥=≠] /.test(right)) return sum
  return /^ [·/] /.test(right) ? product : atom
}

/** How tightly a text's outermost operation binds. */
function bindingOf(text: string): number {
  let outermost = text
  let before: string
  do {
    before = outermost
    outermost = before.replace(/\([^()]*\)|\|[^|]*\|/g, '')
  } while (outermost !== before)
  if (/ (and|or|xor) /.test(outermost)) return logic
  if (/ [<>≤≥=≠] /.test(outermost)) return comparison
  if (/ [+−] /.test(outermost)) return sum
  if (/ [·/] /.test(outermost)) return product
  return outermost.startsWith('−') ? sign : atom
}
