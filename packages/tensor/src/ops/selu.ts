import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * scale · x where x > 0, else scale · alpha · (eˣ − 1), element by element; scale 1.0507… and alpha 1.6733… keep mean 0 and variance 1.
 *
 * Gradient: g · scale where x > 0, else g · scale · alpha · eˣ.
 * Source: Klambauer et al. 2017, Self-normalizing neural networks.
 *
 * @example
 * selu(tensor([1, -1000])).toArray() // [1.0507010221481323, -1.7580993175506592]
 */
export const selu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'selu',
  forward: (x) => selfNormalizing(x),
  gradient: ({ g }, x) => [e.multiply(g, e.select(e.less(0, x), scale, e.multiply(scale * alpha, numerics.exp(e.minimum(x, 0)))))],
})

const selfNormalizing = /* @__PURE__ */ e.formula({
  name: 'selu',
  define: (x) => e.multiply(scale, e.select(e.less(0, x!), x!, e.multiply(alpha, numerics.expm1(x!)))),
  text: '1.0507 · (a if a > 0, else 1.6733 · (exp(a) − 1))',
})

const alpha = 1.6732632423543772
const scale = 1.0507009873554805
