import { type Expression, type Formula, input } from '../expression.ts'
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
  const steps = flattened.get(expression) ?? flatten(expression)
  flattened.set(expression, steps)
  for (const { node, register } of steps.loads) {
    const value = node.kind === 'input' ? inputs[node.index]! : indices[node.axis]!
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
  let steps: Steps | undefined
  return (a, b) => {
    steps ??= flattenFormula(formula, inputs)
    steps.registers[0] = a
    if (inputs === 2) steps.registers[1] = b
    return steps.run()
  }
}

function flattenFormula(formula: (...inputs: Expression[]) => Formula, count: number): Steps {
  const inputs = Array.from({ length: count }, (_, index) => input(index, 'float64'))
  // allow-spread: a formula has a few operands
  return flatten(formula(...inputs), inputs)
}
