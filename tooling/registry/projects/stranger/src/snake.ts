import { expression as e, numerics } from '@gradus/kernel'
import { defineElementwise, type UnaryElementwise } from '@gradus/tensor'

/**
 * An operation by two formulas: x + sin²x, an activation that repeats itself and still grows.
 *
 * Source: Ziyin et al. 2020, Neural networks fail to learn periodic functions and how to fix it.
 */
export const snake: UnaryElementwise = defineElementwise({
  name: 'snake',
  forward: (x) => e.add(x, e.multiply(numerics.sin(x), numerics.sin(x))),
  gradient: ({ g }, x) => [e.multiply(g, e.add(1, numerics.sin(e.multiply(2, x))))],
})
