import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * 1 / √x, element by element: Infinity at 0, NaN below.
 *
 * Gradient: −g · y / (2x).
 *
 * @example
 * rsqrt(tensor([4, 0])).toArray() // [0.5, Infinity]
 */
export const rsqrt: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'rsqrt',
  forward: (x) => reciprocalRoot(x),
  gradient: ({ g, y }, x) => [e.negate(e.divide(e.multiply(g, y), e.multiply(2, x)))],
})

const reciprocalRoot = /* @__PURE__ */ e.formula({ name: 'rsqrt', define: (x) => e.divide(1, e.sqrt(x!)), text: '1 / √a' })
