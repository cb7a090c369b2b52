import { add, type Expression, multiply, type Operand } from '../expression.ts'

/** c₀ + c₁x + c₂x² + … by Horner's rule: one multiplication and one addition per degree. */
export function polynomial(x: Expression, coefficients: readonly number[]): Expression {
  let sum: Operand = coefficients.at(-1)!
  for (let power = coefficients.length - 2; power >= 0; power--) sum = add(coefficients[power]!, multiply(x, sum))
  return sum as Expression
}
