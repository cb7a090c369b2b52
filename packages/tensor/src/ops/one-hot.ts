import { bytesPerElement, checkDType, checkInteger, checkOptions, checkShape, type DType, denseView, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkIndices } from '../check-tensor.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link oneHot}. */
export interface OneHotOptions {
  /** float32 unless stated. */
  readonly dtype?: DType
}

/**
 * For each index a vector of zeros with a one at that index.
 *
 * Shape: [a, b] with depth d → [a, b, d]
 * Gradient: none.
 * Throws: GradusError 'range' for an index outside 0 … depth − 1, 'type' unless the indices are int32.
 *
 * @example
 * oneHot(tensor([2, 0], { dtype: 'int32' }), 3).toArray() // [[0, 0, 1], [1, 0, 0]]
 */
export function oneHot<I extends Shape, const D extends number>(
  indices: Tensor<I>,
  depth: D,
  options: OneHotOptions = {},
): Tensor<readonly [...I, D]> {
  checkIndices('oneHot', 'indices', indices)
  checkInteger('oneHot', 'depth', depth, { min: 1 })
  checkOptions('oneHot', options, ['dtype'])
  const { dtype = 'float32' } = options
  checkDType('oneHot', dtype)
  checkShape('oneHot', [...indices.shape, depth], bytesPerElement[dtype])
  return apply(oneHotOp, [indices], { depth, dtype }) as never
}

interface OneHotArguments {
  readonly depth: number
  readonly dtype: DType
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const oneHotOp: Op<OneHotArguments> = {
  name: 'oneHot',
  formula: ({ options: { depth } }) => `1 at index a of ${depth}, else 0`,
  forward: (inputs, args) =>
    execute(
      plans.get(inputs, `${args.depth} ${args.dtype}`, ([indices]) => plan(indices!, args)),
      inputs,
    ),
}

function plan(indices: Layout, { depth, dtype }: OneHotArguments): Plan {
  const shape = [...indices.shape, depth]
  return {
    output: layoutOf(dtype, shape),
    kernel: {
      kind: 'map',
      name: 'oneHot',
      shape,
      inputs: [{ offset: indices.offset, strides: [...indices.strides, 0] }],
      body: e.cast(e.equal(e.input(0, 'int32'), e.index(shape.length - 1)), dtype),
      output: denseView(shape),
      checks: [{ input: 0, min: 0, max: depth - 1, integer: true, label: 'value', hint: `the depth is ${depth}` }],
    },
  }
}
