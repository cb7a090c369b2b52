import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * max(x, 0), element by element.
 *
 * Gradient: g where x > 0, else 0.
 * Source: Nair & Hinton 2010, Rectified linear units improve restricted Boltzmann machines.
 *
 * @example
 * relu(tensor([2, -3])).toArray() // [2, 0]
 */
export const relu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'relu',
  forward: (x) => e.maximum(x, 0),
  gradient: ({ g, y }) => [e.select(e.less(0, y), g, 0)],
  dtypes: numeric,
})
