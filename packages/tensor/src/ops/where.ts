import type { Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'
import type { Broadcast, Check, Result } from '../types/index.ts'

/** The call of {@link where}: of the two branches one may be a number. */
export interface Where {
  <C extends Shape, A extends Shape>(
    condition: Tensor<C>,
    a: Check<Tensor<A>, Broadcast<C, A, 'where'>>,
    b: number,
  ): Tensor<Result<Broadcast<C, A, 'where'>>>
  <C extends Shape, B extends Shape>(
    condition: Tensor<C>,
    a: number,
    b: Check<Tensor<B>, Broadcast<C, B, 'where'>>,
  ): Tensor<Result<Broadcast<C, B, 'where'>>>
  <C extends Shape, A extends Shape, B extends Shape>(
    condition: Tensor<C>,
    a: Check<Tensor<A>, Broadcast<C, A, 'where'>>,
    b: Check<Tensor<B>, Broadcast<Result<Broadcast<C, A, 'where'>>, B, 'where'>>,
  ): Tensor<Result<Broadcast<Result<Broadcast<C, A, 'where'>>, B, 'where'>>>
}

/**
 * The element of a where the condition (bool) holds, else that of b.
 *
 * Both branches were computed before; a NaN in the one that is not taken does not show. But where such a branch was computed by an operation
 * whose slope is infinite or NaN there, its gradient is 0 · Infinity = NaN: guard the operand as well, not only the result, as in
 * `where(safe, log(where(safe, x, 1)), 0)`.
 *
 * Shape: broadcasts.
 * Gradient: g to the branch that was taken, 0 to the other; none for the condition.
 *
 * @example
 * const x = tensor([-1, 4])
 * where(less(x, 0), 0, x).toArray() // [0, 4]
 */
export const where: Where = /* @__PURE__ */ defineElementwise({
  name: 'where',
  forward: (condition, a, b) => e.select(condition, a, b),
  gradient: ({ g }, condition) => [undefined, e.select(condition, g, 0), e.select(condition, 0, g)],
  dtypes: all,
  conditions: [0],
})
