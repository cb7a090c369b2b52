import { type Shape, sameShape } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { type Layout, layoutOf } from './layout.ts'
import { LayoutCache } from './layout-cache.ts'
import { execute, mapPlan, type Plan } from './plan.ts'
import { Tensor } from './tensor.ts'

/** The same elements seen through another layout: no copy unless they may change, no history. */
export function view(x: Tensor, layout: Layout): Tensor {
  const source = x.buffer.live ? copied(x) : x
  return new Tensor(layout, source.buffer, source.backend)
}

const copies = /* @__PURE__ */ new LayoutCache<Plan>()

/** The tensor itself where its elements fill its buffer in row-major order, else a copy for which they do. No history. */
export function packed(x: Tensor): Tensor {
  const { dense, offset, size } = x.layout
  return dense && offset === 0 && size === x.buffer.length ? x : copied(x)
}

/** The elements in a buffer of their own, in row-major order. No history. */
export function copied(x: Tensor): Tensor {
  return execute(copyPlan(x), [x])
}

/** The kernel that copies the elements of a tensor in row-major order. */
export function copyPlan(x: Tensor): Plan {
  return copies.get([x], '', (layouts) => mapPlan('copy', layouts, x.shape, expression.input(0, x.dtype)))
}

/** The elements in row-major order under another shape: a view where they lie so, else a copy. */
export function reshaped(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return view(x, x.layout)
  const source = x.layout.dense ? x : packed(x)
  return view(source, layoutOf(x.dtype, shape, undefined, source.layout.offset))
}
