import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * min(max(x, 0), 6), element by element: a relu that few bits can hold.
 *
 * Gradient: g where 0 < x < 6, else 0, at the kinks too.
 * Source: Krizhevsky 2010, Convolutional deep belief networks on CIFAR-10.
 *
 * @example
 * relu6(tensor([-2, 3, 9])).toArray() // [0, 3, 6]
 */
export const relu6: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'relu6',
  forward: (x) => e.minimum(e.maximum(x, 0), 6),
  gradient: ({ g, y }) => [e.select(e.and(e.less(0, y), e.less(y, 6)), g, 0)],
  dtypes: numeric,
})
