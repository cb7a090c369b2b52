import { checkDType, type DType, isFloat, type Shape } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, mapPlan, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'

/**
 * The elements as another dtype. Float to int32 truncates towards 0, saturates and turns NaN into 0; to bool, everything but 0 is true.
 *
 * Gradient: cast back between floats; none through int32 and bool.
 *
 * @example
 * cast(tensor([1.7, -1.7]), 'int32').toArray() // [1, -1]
 */
export function cast<S extends Shape>(x: Tensor<S>, dtype: DType): Tensor<S> {
  checkTensor('cast', 'x', x)
  checkDType('cast', dtype)
  if (dtype === x.dtype) return x
  return apply(isFloat(x.dtype) && isFloat(dtype) ? floatCastOp : castOp, [x], dtype) as never
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const castOp: Op<DType> = {
  name: 'cast',
  formula: ({ options }) => `a as ${options}`,
  forward: (inputs, dtype) =>
    execute(
      plans.get(inputs, dtype, (layouts) => {
        const from = layouts[0]!
        return mapPlan('cast', layouts, from.shape, expression.cast(expression.input(0, from.dtype), dtype))
      }),
      inputs,
    ),
}

const floatCastOp: Op<DType> = {
  ...castOp,
  gradient: (g, { inputs: [x] }) => [() => cast(g, x!.dtype)],
}
