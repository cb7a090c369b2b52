import type { Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { apply, type Op } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { copied } from '../view.ts'

/**
 * The same elements in memory of their own. Seldom needed, since tensors do not change: to let go of a large tensor of which a
 * slice is kept.
 *
 * Gradient: handed on.
 *
 * @example
 * clone(tensor([1, 2])).toArray() // [1, 2]
 */
export function clone<S extends Shape>(x: Tensor<S>): Tensor<S> {
  checkTensor('clone', 'x', x)
  return apply(cloneOp, [x], undefined) as never
}

const cloneOp: Op<undefined> = {
  name: 'clone',
  formula: () => 'a',
  forward: ([x]) => copied(x!),
  gradient: (g) => [() => g],
}
