import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt, element by element.
 *
 * Gradient: g · 2/√π · exp(−x²).
 *
 * @example
 * erf(tensor([0, 1])).toArray() // [0, 0.8427007794380188]
 */
export const erf: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'erf',
  forward: (x) => numerics.erf(x),
  gradient: ({ g }, x) => [e.multiply(g, e.multiply(twoOverRootPi, numerics.exp(e.negate(e.multiply(x, x)))))],
})

const twoOverRootPi = 1.1283791670955126
