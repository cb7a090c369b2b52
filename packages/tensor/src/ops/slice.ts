import { describe, GradusError, normalizeAxis, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { layoutOf } from '../layout.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes } from '../types/axes.ts'
import { defineView } from './define-view.ts'
import { place } from './place.ts'
import { type Range, type Span, spanOf } from './span.ts'

/**
 * A part of the tensor: one range per axis, `[start, end]` or `{ start, end, step }` as in Python; undefined, or no range, takes the whole axis.
 * No copy is made.
 *
 * Shape: [4, 5] with [[0, 2], { step: −2 }] → [2, 3]
 * Gradient: the upstream gradient at the places it came from, 0 elsewhere.
 * Throws: GradusError 'range' for a step of 0 or a position that is no integer, 'shape' for more ranges than axes.
 *
 * @example
 * slice(tensor([[1, 2, 3], [4, 5, 6]]), [[0, 1], { step: -1 }]).toArray() // [[3, 2, 1]]
 * slice(tensor([1, 2, 3, 4]), [{ start: -2 }]).toArray() // [3, 4]
 */
export function slice<S extends Shape>(x: Tensor<S>, ranges: readonly (Range | undefined)[]): Tensor<AnySizes<S>> {
  checkTensor('slice', 'x', x)
  if (!Array.isArray(ranges)) {
    throw new GradusError('type', `slice: ranges must be an array with one range per axis, got ${describe(ranges)}`)
  }
  if (ranges.length > x.rank) {
    throw new GradusError('shape', `slice: ${ranges.length} ranges for the ${x.rank} axes of shape ${shapeText(x.shape)}`)
  }
  return sliced(
    x,
    x.shape.map((size, axis) => spanOf('slice', axis, ranges[axis], size)),
  ) as never
}

/** A range of one axis. */
export function sliceAxis(x: Tensor, axis: number, range: Range): Tensor {
  const along = normalizeAxis('slice', axis, x.rank)
  return sliced(
    x,
    x.shape.map((size, i) => spanOf('slice', i, i === along ? range : undefined, size)),
  )
}

/** The elements at a span of positions along each axis. */
export function sliced(x: Tensor, spans: readonly Span[]): Tensor {
  return apply(sliceOp, [x], spans)
}

const sliceOp = /* @__PURE__ */ defineView<readonly Span[]>({
  name: 'slice',
  formula: (spans) => `a[${spans.map(spanText).join(', ')}]`,
  key: (spans) => spans.map(spanText).join(),
  layout: ({ dtype, strides, offset }, spans) =>
    layoutOf(
      dtype,
      spans.map(({ size }) => size),
      spans.map(({ step }, axis) => step * strides[axis]!),
      spans.reduce((at, { start }, axis) => at + start * strides[axis]!, offset),
    ),
  gradient: (g, x, spans) => place(g, { spans, shape: x.shape, value: 0 }),
})

/** `first … last by step`, as a reader would write it. */
function spanText({ start, step, size }: Span): string {
  if (size === 0) return 'nothing'
  const by = step === 1 ? '' : ` by ${step < 0 ? '−' : ''}${Math.abs(step)}`
  return `${start}…${start + (size - 1) * step}${by}`
}
