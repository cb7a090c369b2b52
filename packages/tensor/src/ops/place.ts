import { denseView, type Guard, type Shape, shapeText } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { type Layout, layoutOf } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import { apply, type Op } from '../op.ts'
import { execute, type Plan } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { sliced } from './slice.ts'
import type { Span } from './span.ts'

/** Where a tensor goes: along each axis at these positions of a tensor of this shape, which is `value` elsewhere. */
export interface Placement {
  readonly spans: readonly Span[]
  readonly shape: Shape
  readonly value: number
}

/** The elements spread over a larger tensor: what undoes a slice, and what pads. */
export function place(x: Tensor, placement: Placement): Tensor {
  return apply(placeOp, [x], placement)
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const placeOp: Op<Placement> = {
  name: 'place',
  formula: ({ options: { shape, value } }) => `a within ${shapeText(shape)} of ${value}`,
  forward: (inputs, placement) =>
    execute(
      plans.get(inputs, keyOf(placement), ([layout]) => plan(layout!, placement)),
      inputs,
    ),
  gradient: (g, { options: { spans } }) => [() => sliced(g, spans)],
}

function keyOf({ spans, shape, value }: Placement): string {
  return `${spans.map(({ start, step }) => `${start}:${step}`).join()}|${shape.join()}|${Object.is(value, -0) ? '-0' : value}`
}

/** Position p of the result holds element (p − start) / step where that is an element: a view with a guard per axis. */
function plan({ dtype, size, shape: from, strides, offset }: Layout, { spans, shape, value }: Placement): Plan {
  const guards = spans.map(({ start, step }, axis): Guard => {
    const sign = step < 0 ? -1 : 1
    return {
      start: -sign * start,
      factors: shape.map((_, other) => (other === axis ? sign : 0)),
      step: Math.abs(step),
      size: from[axis]!,
      stride: strides[axis]!,
    }
  })
  return {
    output: layoutOf(dtype, shape),
    kernel: {
      kind: 'map',
      name: 'place',
      shape,
      inputs: [{ offset, strides: shape.map(() => 0), guards, fill: value }],
      // Of a tensor without elements nothing can be read, not even behind a guard.
      body: size === 0 ? expression.constant(value, dtype) : expression.input(0, dtype),
      output: denseView(shape),
    },
  }
}
