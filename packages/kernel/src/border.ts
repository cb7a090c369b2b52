import { elementCount, rowMajorStrides, type Shape } from './shape.ts'
import { rangeOf, type View } from './view.ts'

/** A copy of all that a view with guards can see, its border and gaps filled in. */
export interface Border {
  /** The shape of the copy. */
  readonly shape: Shape
  /** The view of the original through which the copy is filled, over `shape`. */
  readonly seen: View
  /** The view of the copy, over the index space, which needs no guards. */
  readonly view: View
}

/**
 * Trades the guards of a view for a copy with a border: padding is then in memory, where a contraction wants it. Undefined where the copy would have
 * more than one element for every `share` of the index space.
 *
 * The copy has an axis for each axis of the index space that the view walks along in equal steps, and one for each guard, which stands where the
 * first axis stands along which its position moves: rows stay rows.
 */
export function borderOf(shape: Shape, view: View, share: number): Border | undefined {
  const { guards = [], strides } = view
  const ranges = guards.map((guard) => rangeOf(guard.start, shape, guard.factors))
  const axes = [
    ...shape.flatMap((size, axis) => (strides[axis] !== 0 && size !== 1 ? [{ place: axis, size, axis, guard: -1 }] : [])),
    ...guards.map(({ factors }, guard) => ({
      place: Math.max(
        0,
        factors.findIndex((factor) => factor !== 0),
      ),
      size: ranges[guard]![1] - ranges[guard]![0] + 1,
      axis: -1,
      guard,
    })),
  ].sort((a, b) => a.place - b.place)
  const copy = axes.map(({ size }) => size)
  if (shape.includes(0) || elementCount(copy) * share > elementCount(shape)) return undefined
  const own = rowMajorStrides(copy)
  const seen: View = {
    ...view,
    strides: axes.map(({ axis }) => (axis < 0 ? 0 : strides[axis]!)),
    guards: guards.map((guard, i) => ({ ...guard, start: ranges[i]![0], factors: axes.map((other) => (other.guard === i ? 1 : 0)) })),
  }
  const stepOf = (axis: number): number =>
    axes.reduce((sum, other, k) => sum + own[k]! * (other.guard < 0 ? Number(other.axis === axis) : guards[other.guard]!.factors[axis]!), 0)
  const offset = axes.reduce((sum, { guard }, k) => sum + (guard < 0 ? 0 : own[k]! * (guards[guard]!.start - ranges[guard]![0])), 0)
  return { shape: copy, seen, view: { offset, strides: shape.map((_, axis) => stepOf(axis)) } }
}
