import type { Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkFloat } from '../check-tensor.ts'
import { defineElementwise } from '../elementwise.ts'
import { apply, defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { add } from './add.ts'
import { exp } from './exp.ts'
import { log } from './log.ts'
import { maxOp } from './max.ts'
import { multiply } from './multiply.ts'
import { type Axes, type ReduceArguments, type ReduceOptions, reduceArguments, reducedShape } from './reduce.ts'
import { reshape } from './reshape.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'

/**
 * log Σ eˣ over axes, without overflow; over all of them unless stated. −Infinity where all elements are −Infinity, and of nothing.
 *
 * Shape: as {@link sum}.
 * Gradient: the {@link softmax} of x; 0 where all elements are −Infinity.
 * Throws: GradusError 'type' for int32 and bool.
 *
 * @example
 * logSumExp(tensor([1000, 1000])).item() // 1000.6931762695312
 */
export function logSumExp<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'logSumExp'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'logSumExp'>>> {
  const args = reduceArguments('logSumExp', x, axes as Axes, options)
  checkFloat('logSumExp', 'x', x)
  return logSumExpOp(x, args) as never
}

const logSumExpOp = /* @__PURE__ */ defineOp({
  name: 'logSumExp',
  formula: 'log Σ exp(a)',
  forward: (x: Tensor, args: ReduceArguments) => {
    const largest = zeroIfInfinite(apply(maxOp, [x], { ...args, keepDims: true }))
    const total = sum(exp(subtract(x, largest)), args.axes, { keepDims: true })
    return reshape(add(log(total), largest), reducedShape(x.shape, args))
  },
  gradient: (g, y, x, { axes }) => {
    const kept = reducedShape(x.shape, { axes, keepDims: true })
    return [() => multiply(share(x, reshape(y, kept)), reshape(g, kept))]
  },
})

const zeroIfInfinite = /* @__PURE__ */ defineElementwise({
  name: 'zero if infinite',
  forward: (a) => e.select(e.equal(e.abs(a), Number.POSITIVE_INFINITY), 0, a),
})

/** The part of each element in the sum of powers whose logarithm is `total`; 0 where that is −Infinity. */
const share = /* @__PURE__ */ defineElementwise({
  name: 'share',
  forward: (x, total) => numerics.exp(e.subtract(x, e.select(e.equal(total, Number.NEGATIVE_INFINITY), 0, total))),
  gradient: ({ g, y }) => [e.multiply(g, y), e.negate(e.multiply(g, y))],
})
