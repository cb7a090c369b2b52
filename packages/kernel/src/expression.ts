import { checkInteger, checkParts, describe } from './check.ts'
import { checkDType, type DType, fits, isFloat } from './dtype.ts'
import { GradusError } from './error.ts'

/**
 * A scalar formula as plain data: a graph whose shared parts are evaluated once. The one language every backend speaks.
 *
 * Every node knows its dtype; there is no promotion. Float arithmetic rounds to the node's dtype after each operation;
 * int32 wraps; a cast from float to int truncates, saturates and turns NaN into 0.
 */
export type Expression = Input | Constant | Index | Unary | Binary | Select | Cast | Formula

/** The element that input view number `index` yields. */
export interface Input {
  readonly kind: 'input'
  readonly index: number
  readonly dtype: DType
}

/** A number known when the kernel is made; bools are 0 or 1. */
export interface Constant {
  readonly kind: 'constant'
  readonly value: number
  readonly dtype: DType
}

/** The position along one axis of the index space: one-hot, masks, random bits. */
export interface Index {
  readonly kind: 'index'
  readonly axis: number
  readonly dtype: 'int32'
}

/**
 * One operand. Floats: all but `not` and the bit operations. `round` goes to the even neighbour. int32: negate, abs, not (bitwise).
 * bool: not. `bits` float32 → int32 and `fromBits` back; `highBits`, `lowBits` are the halves of a float64 as int32.
 */
export type UnaryOperation =
  | 'negate'
  | 'abs'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'trunc'
  | 'round'
  | 'not'
  | 'bits'
  | 'fromBits'
  | 'highBits'
  | 'lowBits'

export interface Unary {
  readonly kind: 'unary'
  readonly operation: UnaryOperation
  readonly a: Expression
  readonly dtype: DType
}

/**
 * Two operands of one dtype. `minimum` and `maximum` propagate NaN and order −0 below +0. Comparisons give bool.
 * `divide` is for floats; `and or xor` for int32 and bool; shifts for int32 (by 0 … 31); `fromHighLow` makes a float64 of two int32.
 */
export type BinaryOperation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'minimum'
  | 'maximum'
  | 'less'
  | 'lessEqual'
  | 'equal'
  | 'and'
  | 'or'
  | 'xor'
  | 'shiftLeft'
  | 'shiftRight'
  | 'shiftRightLogical'
  | 'fromHighLow'

export interface Binary {
  readonly kind: 'binary'
  readonly operation: BinaryOperation
  readonly a: Expression
  readonly b: Expression
  readonly dtype: DType
}

/** `a` where the condition holds, else `b`; both are evaluated. */
export interface Select {
  readonly kind: 'select'
  readonly condition: Expression
  readonly a: Expression
  readonly b: Expression
  readonly dtype: DType
}

export interface Cast {
  readonly kind: 'cast'
  readonly a: Expression
  readonly dtype: DType
}

/** A named function and its definition in the basic operations over the same inputs. Backends evaluate the definition: same bits everywhere. */
export interface Formula {
  readonly kind: 'formula'
  readonly name: string
  readonly inputs: readonly Expression[]
  readonly definition: Expression
  readonly dtype: DType
  /** The definition as a reader would write it, with `a`, `b` … for the inputs; absent for functions that are known by name (exp). */
  readonly text?: string
}

/** An operand: an expression, or a number that takes the dtype of the operand beside it. */
export type Operand = Expression | number

export function input(index: number, dtype: DType): Input {
  checkInteger('input', 'index', index, { min: 0 })
  checkDType('input', dtype)
  return { kind: 'input', index, dtype }
}

/** A number as an expression. Throws 'range' when an int32 or bool cannot hold it; floats round it. */
export function constant(value: number, dtype: DType): Constant {
  checkDType('constant', dtype)
  if (typeof value !== 'number') throw new GradusError('type', `constant: value must be a number, got ${describe(value)}`)
  if (!fits(value, dtype)) throw new GradusError('range', `constant: ${value} does not fit ${dtype}; use cast`)
  return { kind: 'constant', value, dtype }
}

export function index(axis: number): Index {
  checkInteger('index', 'axis', axis, { min: 0 })
  return { kind: 'index', axis, dtype: 'int32' }
}

export function cast(a: Expression, dtype: DType): Expression {
  checkExpression('cast', 'the operand', a)
  checkDType('cast', dtype)
  return a.dtype === dtype ? a : { kind: 'cast', a, dtype }
}

export function select(condition: Expression, a: Operand, b: Operand): Select {
  checkExpression('select', 'the condition', condition)
  if (condition.dtype !== 'bool') throw new GradusError('type', `select: the condition is ${condition.dtype}, expected bool`)
  const [left, right] = sameDType('select', a, b)
  return { kind: 'select', condition, a: left, b: right, dtype: left.dtype }
}

const floatOnly = ['float32', 'float64'] as const
const numeric = ['float32', 'float64', 'int32'] as const
const integral = ['int32', 'bool'] as const

function unary(operation: UnaryOperation, a: Expression, accepted: readonly DType[], dtype?: DType): Unary {
  checkExpression(operation, 'the operand', a)
  if (!accepted.includes(a.dtype)) {
    throw new GradusError('type', `${operation}: the operand is ${a.dtype}, expected ${accepted.join(' or ')}; use cast`)
  }
  return { kind: 'unary', operation, a, dtype: dtype ?? a.dtype }
}

export const negate = (a: Expression) => unary('negate', a, numeric)
export const abs = (a: Expression) => unary('abs', a, numeric)
export const sqrt = (a: Expression) => unary('sqrt', a, floatOnly)
export const floor = (a: Expression) => unary('floor', a, floatOnly)
export const ceil = (a: Expression) => unary('ceil', a, floatOnly)
export const trunc = (a: Expression) => unary('trunc', a, floatOnly)
export const round = (a: Expression) => unary('round', a, floatOnly)
export const not = (a: Expression) => unary('not', a, integral)
export const bits = (a: Expression) => unary('bits', a, ['float32'], 'int32')
export const fromBits = (a: Expression) => unary('fromBits', a, ['int32'], 'float32')
export const highBits = (a: Expression) => unary('highBits', a, ['float64'], 'int32')
export const lowBits = (a: Expression) => unary('lowBits', a, ['float64'], 'int32')

function sameDType(operation: string, a: Operand, b: Operand): [Expression, Expression] {
  if (typeof a === 'number') {
    if (typeof b === 'number') throw new GradusError('type', `${operation}: at least one operand must be an expression, got ${a} and ${b}`)
    checkExpression(operation, 'an operand', b)
    return [constant(a, b.dtype), b]
  }
  checkExpression(operation, 'an operand', a)
  if (typeof b === 'number') return [a, constant(b, a.dtype)]
  checkExpression(operation, 'an operand', b)
  if (a.dtype !== b.dtype) throw new GradusError('type', `${operation}: operands are ${a.dtype} and ${b.dtype}; use cast`)
  return [a, b]
}

function binary(operation: BinaryOperation, a: Operand, b: Operand, accepted: readonly DType[], dtype?: DType): Binary {
  const [left, right] = sameDType(operation, a, b)
  if (!accepted.includes(left.dtype)) {
    throw new GradusError('type', `${operation}: the operands are ${left.dtype}, expected ${accepted.join(' or ')}; use cast`)
  }
  return { kind: 'binary', operation, a: left, b: right, dtype: dtype ?? left.dtype }
}

const every = ['float32', 'float64', 'int32', 'bool'] as const

export const add = (a: Operand, b: Operand) => binary('add', a, b, numeric)
export const subtract = (a: Operand, b: Operand) => binary('subtract', a, b, numeric)
export const multiply = (a: Operand, b: Operand) => binary('multiply', a, b, numeric)
export const divide = (a: Operand, b: Operand) => binary('divide', a, b, floatOnly)
export const minimum = (a: Operand, b: Operand) => binary('minimum', a, b, every)
export const maximum = (a: Operand, b: Operand) => binary('maximum', a, b, every)
export const less = (a: Operand, b: Operand) => binary('less', a, b, every, 'bool')
export const lessEqual = (a: Operand, b: Operand) => binary('lessEqual', a, b, every, 'bool')
export const equal = (a: Operand, b: Operand) => binary('equal', a, b, every, 'bool')
export const greater = (a: Operand, b: Operand) => less(b, a)
export const greaterEqual = (a: Operand, b: Operand) => lessEqual(b, a)
export const notEqual = (a: Operand, b: Operand) => not(equal(a, b))
export const and = (a: Operand, b: Operand) => binary('and', a, b, integral)
export const or = (a: Operand, b: Operand) => binary('or', a, b, integral)
export const xor = (a: Operand, b: Operand) => binary('xor', a, b, integral)
export const shiftLeft = (a: Operand, b: Operand) => binary('shiftLeft', a, b, ['int32'])
export const shiftRight = (a: Operand, b: Operand) => binary('shiftRight', a, b, ['int32'])
export const shiftRightLogical = (a: Operand, b: Operand) => binary('shiftRightLogical', a, b, ['int32'])
export const fromHighLow = (high: Operand, low: Operand) => binary('fromHighLow', high, low, ['int32'], 'float64')

/** What makes a named function: its definition, its derivatives, and how a reader would write it. */
export interface FormulaRule {
  readonly name: string
  /** The function in basic operations and other formulas, over float64 operands. */
  readonly define: (...inputs: Expression[]) => Expression
  /** ∂result/∂input for each input, given the inputs and the result; absent: the definition is differentiated. */
  readonly differentiate?: (inputs: readonly Expression[], result: Expression) => readonly Operand[]
  readonly text?: string
}

// Derivatives are kept beside the nodes, not in them, so that expressions stay plain data (exp contains its own derivative).
const derivativeRules = new WeakMap<Formula, NonNullable<FormulaRule['differentiate']>>()

/**
 * A named function of floats, written once for both float dtypes: over float32 it is evaluated in float64 and rounded once.
 *
 * @example
 * const square = formula({ name: 'square', define: (x) => multiply(x, x), text: 'a · a' })
 * square(input(0, 'float32')).dtype // 'float32'
 */
export function formula(rule: FormulaRule): (...inputs: Expression[]) => Formula {
  checkRule(rule)
  return (...inputs) => {
    const [first] = inputs
    checkExpression(rule.name, 'the operand', first)
    const { dtype } = first
    for (const input of inputs) {
      checkExpression(rule.name, 'an operand', input)
      if (!isFloat(input.dtype) || input.dtype !== dtype) {
        throw new GradusError(
          'type',
          `${rule.name}: operands are ${inputs.map((i) => i.dtype).join(', ')}, expected one float dtype; use cast`,
        )
      }
    }
    // allow-spread: a formula has a few operands
    const definition = cast(rule.define(...inputs.map((input) => cast(input, 'float64'))), dtype)
    const node: Formula = {
      kind: 'formula',
      name: rule.name,
      inputs,
      definition,
      dtype,
      ...(rule.text !== undefined && { text: rule.text }),
    }
    if (rule.differentiate) derivativeRules.set(node, rule.differentiate)
    return node
  }
}

/** The derivatives that the rule of a formula states, one per input, or undefined when its definition is to be differentiated. */
export function statedDerivatives(node: Formula): readonly Operand[] | undefined {
  checkExpression('statedDerivatives', 'the node', node)
  return derivativeRules.get(node)?.(node.inputs, node)
}

function checkRule(rule: FormulaRule): void {
  checkParts('formula', rule, ['name', 'define', 'differentiate', 'text'])
  if (typeof rule.name !== 'string' || rule.name === '')
    throw new GradusError('type', `formula: name must be a text that is not empty, got ${describe(rule.name)}`)
  if (typeof rule.define !== 'function')
    throw new GradusError('type', `formula "${rule.name}": define must be a function, got ${describe(rule.define)}`)
  if (rule.differentiate !== undefined && typeof rule.differentiate !== 'function')
    throw new GradusError('type', `formula "${rule.name}": differentiate must be a function, got ${describe(rule.differentiate)}`)
  if (rule.text !== undefined && typeof rule.text !== 'string')
    throw new GradusError('type', `formula "${rule.name}": text must be a text, got ${describe(rule.text)}`)
}

const kinds: readonly unknown[] = [
  'input',
  'constant',
  'index',
  'unary',
  'binary',
  'select',
  'cast',
  'formula',
] satisfies Expression['kind'][]

/** Throws 'type' unless `value` is an expression. */
export function checkExpression(operation: string, argument: string, value: unknown): asserts value is Expression {
  if (!kinds.includes((value as Partial<Expression> | null | undefined)?.kind))
    throw new GradusError('type', `${operation}: ${argument} must be an expression, got ${describe(value)}`)
}

/** The nodes whose values `node` needs, in order. A formula needs its definition only. */
export function operandsOf(node: Expression): readonly Expression[] {
  checkExpression('operandsOf', 'the node', node)
  switch (node.kind) {
    case 'input':
    case 'constant':
    case 'index':
      return []
    case 'unary':
    case 'cast':
      return [node.a]
    case 'binary':
      return [node.a, node.b]
    case 'select':
      return [node.condition, node.a, node.b]
    case 'formula':
      return [node.definition]
  }
}
