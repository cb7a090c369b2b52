/** baseⁿ for an integer n >= 0 by repeated squaring: what a bias correction needs, exact to a few ulp and the same on every engine. */
export function integerPower(base: number, n: number): number {
  let result = 1
  let square = base
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square
    square *= square
  }
  return result
}
