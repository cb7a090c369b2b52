import { describe } from '../check.ts'
import { GradusError } from '../error.ts'
import { checkExpression, type Expression, type Formula, input } from '../expression.ts'
import { flatten, type Steps } from './steps.ts'

/**
 * The value of an expression for one element: input number i is `inputs[i]`, the position along axis j is `indices[j]`.
 *
 * It takes no part in any backend, and so is a reference to test them against.
 *
 * @example
 * evaluate(expression.add(expression.input(0, 'float32'), 1), [0.5]) // 1.5
 */
export function evaluate(expression: Expression, inputs: readonly number[], indices: readonly number[] = []): number {
  checkExpression('evaluate', 'the expression', expression)
  const steps = flattened.get(expression) ?? flatten(expression)
  flattened.set(expression, steps)
  for (const { node, register } of steps.loads) {
    const value = node.kind === 'input' ? inputs?.[node.index] : indices?.[node.axis]
    if (typeof value !== 'number') {
      const what = node.kind === 'input' ? `input ${node.index}` : `the index of axis ${node.axis}`
      throw new GradusError('type', `evaluate: ${what} must be a number, got ${describe(value)}`)
    }
    steps.registers[register] = node.dtype === 'float32' ? Math.fround(value) : value
  }
  return steps.run()
}

const flattened = new WeakMap<Expression, Steps>()

/**
 * A formula as a function of numbers, in float64: the same bits as a kernel gives, without a kernel.
 *
 * @example
 * scalarFunction(numerics.exp)(1) // 2.718281828459045
 * scalarFunction(numerics.power, 2)(2, 10) // 1024
 */
export function scalarFunction(formula: (x: Expression) => Formula): (x: number) => number
export function scalarFunction(formula: (a: Expression, b: Expression) => Formula, inputs: 2): (a: number, b: number) => number
export function scalarFunction(formula: (...inputs: Expression[]) => Formula, inputs = 1): (a: number, b: number) => number {
  if (typeof formula !== 'function')
    throw new GradusError('type', `scalarFunction: formula must be a function of expressions, got ${describe(formula)}`)
  if (inputs !== 1 && inputs !== 2) throw new GradusError('range', `scalarFunction: inputs must be 1 or 2, got ${describe(inputs)}`)
  let steps: Steps | undefined
  const one = (a: number): number => {
    if (typeof a !== 'number') throw noNumber(formula, 1, a)
    steps ??= flattenFormula(formula, 1)
    steps.registers[0] = a
    return steps.run()
  }
  const two = (a: number, b: number): number => {
    if (typeof a !== 'number' || typeof b !== 'number') throw noNumber(formula, 2, typeof a === 'number' ? b : a)
    steps ??= flattenFormula(formula, 2)
    steps.registers[0] = a
    steps.registers[1] = b
    return steps.run()
  }
  return inputs === 1 ? one : two
}

function noNumber(formula: (...inputs: Expression[]) => Formula, count: number, value: unknown): GradusError {
  // allow-spread: a formula has a few operands
  const { name } = formula(...operands(count))
  return new GradusError('type', `${name}: the operand must be a number, got ${describe(value)}`)
}

function flattenFormula(formula: (...inputs: Expression[]) => Formula, count: number): Steps {
  const inputs = operands(count)
  // allow-spread: a formula has a few operands
  return flatten(formula(...inputs), inputs)
}

function operands(count: number): Expression[] {
  return Array.from({ length: count }, (_, index) => input(index, 'float64'))
}
