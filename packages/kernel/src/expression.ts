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
  /** Which input view, counted from 0. */
  readonly index: number
  /** What the view yields. */
  readonly dtype: DType
}

/** A number known when the kernel is made; bools are 0 or 1. */
export interface Constant {
  readonly kind: 'constant'
  /** The number; the dtype holds it. */
  readonly value: number
  /** What it is. */
  readonly dtype: DType
}

/** The position along one axis of the index space: one-hot, masks, random bits. */
export interface Index {
  readonly kind: 'index'
  /** Which axis, counted from 0. */
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

/** A basic operation on one operand. */
export interface Unary {
  readonly kind: 'unary'
  /** Which operation. */
  readonly operation: UnaryOperation
  /** The operand. */
  readonly a: Expression
  /** What comes out. */
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

/** A basic operation on two operands. */
export interface Binary {
  readonly kind: 'binary'
  /** Which operation. */
  readonly operation: BinaryOperation
  /** The left operand. */
  readonly a: Expression
  /** The right operand. */
  readonly b: Expression
  /** What comes out. */
  readonly dtype: DType
}

/** `a` where the condition holds, else `b`; both are evaluated. */
export interface Select {
  readonly kind: 'select'
  /** A bool. */
  readonly condition: Expression
  /** The value where it is true. */
  readonly a: Expression
  /** The value where it is false. */
  readonly b: Expression
  /** What comes out. */
  readonly dtype: DType
}

/** The same number as another dtype: {@link Expression} says how it is rounded. */
export interface Cast {
  readonly kind: 'cast'
  /** The operand. */
  readonly a: Expression
  /** What it becomes. */
  readonly dtype: DType
}

/** A named function and its definition in the basic operations over the same inputs. Backends evaluate the definition: same bits everywhere. */
export interface Formula {
  readonly kind: 'formula'
  /** What it is called: `exp`. */
  readonly name: string
  /** What it is a function of. */
  readonly inputs: readonly Expression[]
  /** The function of these inputs in basic operations and other formulas. */
  readonly definition: Expression
  /** What comes out. */
  readonly dtype: DType
  /** The definition as a reader would write it, with `a`, `b` … for the inputs; absent for functions that are known by name (exp). */
  readonly text?: string
}

/** An operand: an expression, or a number that takes the dtype of the operand beside it. */
export type Operand = Expression | number

/** The element that an input view yields. Throws 'range' for an index that is no integer ≥ 0. */
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

/** The position along an axis of the index space, as int32. Throws 'range' for an axis that is no integer ≥ 0. */
export function index(axis: number): Index {
  checkInteger('index', 'axis', axis, { min: 0 })
  return { kind: 'index', axis, dtype: 'int32' }
}

/** The operand as another dtype; itself where it has that already. */
export function cast(a: Expression, dtype: DType): Expression {
  checkExpression('cast', 'the operand', a)
  checkDType('cast', dtype)
  return a.dtype === dtype ? a : { kind: 'cast', a, dtype }
}

/** `a` where the condition holds, else `b`. Throws 'type' unless the condition is bool and both operands have one dtype. */
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

/** −a */
export const negate = (a: Expression) => unary('negate', a, numeric)
/** |a|; that of the least int32 is itself. */
export const abs = (a: Expression) => unary('abs', a, numeric)
/** √a, correctly rounded; NaN below 0. */
export const sqrt = (a: Expression) => unary('sqrt', a, floatOnly)
/** The next integer below, or a. */
export const floor = (a: Expression) => unary('floor', a, floatOnly)
/** The next integer above, or a. */
export const ceil = (a: Expression) => unary('ceil', a, floatOnly)
/** The integer towards 0. */
export const trunc = (a: Expression) => unary('trunc', a, floatOnly)
/** The nearest integer; halves go to the even one. */
export const round = (a: Expression) => unary('round', a, floatOnly)
/** Of a bool the other one, of an int32 all bits inverted. */
export const not = (a: Expression) => unary('not', a, integral)
/** The bits of a float32 as int32. */
export const bits = (a: Expression) => unary('bits', a, ['float32'], 'int32')
/** The float32 that has these bits. */
export const fromBits = (a: Expression) => unary('fromBits', a, ['int32'], 'float32')
/** The upper 32 bits of a float64 as int32. */
export const highBits = (a: Expression) => unary('highBits', a, ['float64'], 'int32')
/** The lower 32 bits of a float64 as int32. */
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

/** a + b; int32 wraps. */
export const add = (a: Operand, b: Operand) => binary('add', a, b, numeric)
/** a − b; int32 wraps. */
export const subtract = (a: Operand, b: Operand) => binary('subtract', a, b, numeric)
/** a · b; int32 wraps. */
export const multiply = (a: Operand, b: Operand) => binary('multiply', a, b, numeric)
/** a / b, of floats. */
export const divide = (a: Operand, b: Operand) => binary('divide', a, b, floatOnly)
/** The lesser; NaN where one is NaN, and −0 is below +0. */
export const minimum = (a: Operand, b: Operand) => binary('minimum', a, b, every)
/** The greater; NaN where one is NaN, and +0 is above −0. */
export const maximum = (a: Operand, b: Operand) => binary('maximum', a, b, every)
/** Whether a < b; never with NaN. */
export const less = (a: Operand, b: Operand) => binary('less', a, b, every, 'bool')
/** Whether a ≤ b; never with NaN. */
export const lessEqual = (a: Operand, b: Operand) => binary('lessEqual', a, b, every, 'bool')
/** Whether a = b; never with NaN, and −0 equals +0. */
export const equal = (a: Operand, b: Operand) => binary('equal', a, b, every, 'bool')
/** Whether a > b; never with NaN. */
export const greater = (a: Operand, b: Operand) => less(b, a)
/** Whether a ≥ b; never with NaN. */
export const greaterEqual = (a: Operand, b: Operand) => lessEqual(b, a)
/** Whether a ≠ b; always with NaN. */
export const notEqual = (a: Operand, b: Operand) => not(equal(a, b))
/** Of bools whether both hold, of int32 bit by bit. */
export const and = (a: Operand, b: Operand) => binary('and', a, b, integral)
/** Of bools whether one holds, of int32 bit by bit. */
export const or = (a: Operand, b: Operand) => binary('or', a, b, integral)
/** Of bools whether exactly one holds, of int32 bit by bit. */
export const xor = (a: Operand, b: Operand) => binary('xor', a, b, integral)
/** The bits of a moved up by b places, 0 … 31. */
export const shiftLeft = (a: Operand, b: Operand) => binary('shiftLeft', a, b, ['int32'])
/** The bits of a moved down by b places, 0 … 31; copies of the sign follow. */
export const shiftRight = (a: Operand, b: Operand) => binary('shiftRight', a, b, ['int32'])
/** The bits of a moved down by b places, 0 … 31; zeros follow. */
export const shiftRightLogical = (a: Operand, b: Operand) => binary('shiftRightLogical', a, b, ['int32'])
/** The float64 with these upper and lower 32 bits. */
export const fromHighLow = (high: Operand, low: Operand) => binary('fromHighLow', high, low, ['int32'], 'float64')

/** What makes a named function: its definition, its derivatives, and how a reader would write it. */
export interface FormulaRule {
  /** What it is called. */
  readonly name: string
  /** The function in basic operations and other formulas, over float64 operands. */
  readonly define: (...inputs: Expression[]) => Expression
  /** ∂result/∂input for each input, given the inputs and the result; absent: the definition is differentiated. */
  readonly differentiate?: (inputs: readonly Expression[], result: Expression) => readonly Operand[]
  /** How a reader would write it, with `a`, `b` … for the inputs; absent for functions that are known by name. */
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
