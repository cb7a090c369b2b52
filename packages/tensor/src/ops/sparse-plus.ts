import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * 0 where x <= −1, ¼(x + 1)² where x < 1, else x, element by element: a softplus that ends.
 *
 * Gradient: g · sparseSigmoid(x), which is continuous.
 *
 * @example
 * sparsePlus(tensor([-2, 0, 3])).toArray() // [0, 0.25, 3]
 */
export const sparsePlus: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sparsePlus',
  forward: (x) => bend(x),
  gradient: ({ g }, x) => [e.multiply(g, e.minimum(e.maximum(e.multiply(0.5, e.add(x, 1)), 0), 1))],
})

const bend = /* @__PURE__ */ e.formula({
  name: 'sparsePlus',
  define: (x) => {
    const shifted = e.add(x!, 1)
    return e.select(e.lessEqual(x!, -1), 0, e.select(e.less(x!, 1), e.multiply(0.25, e.multiply(shifted, shifted)), x!))
  },
  text: '0 if a ≤ −1, ¼ · (a + 1)² if a < 1, else a',
})
