import type { Guard, Shape, View } from '@gradus/kernel'

/** A view over the axes of a {@link Space}: the distance of each, in elements. */
export interface SpaceView {
  readonly offset: number
  readonly strides: readonly number[]
  readonly guards: readonly Guard[]
  readonly fill: number
}

/** An index space as loops walk through it: without axes of one element, and axes merged that every view walks through as through one. */
export interface Space {
  readonly sizes: readonly number[]
  /** Of each view of the index space. */
  readonly views: readonly SpaceView[]
  /** Where each axis of the index space went; −1 for one of a single element. */
  readonly axes: readonly number[]
}

/** Merges what can be merged; axes in `separate`, and those in different `groups`, stay apart. */
export function spaceOf(
  shape: Shape,
  views: readonly View[],
  separate: ReadonlySet<number> = new Set(),
  groups: readonly number[] = shape.map(() => 0),
): Space {
  const sizes: number[] = []
  const kept: number[] = []
  const axes: number[] = []
  const merges = (outer: number, inner: number): boolean => {
    if (separate.has(outer) || separate.has(inner) || groups[outer] !== groups[inner]) return false
    const size = shape[inner]!
    return views.every(
      ({ strides, guards = [] }) =>
        strides[outer] === strides[inner]! * size && guards.every(({ factors }) => factors[outer] === factors[inner]! * size),
    )
  }
  shape.forEach((size, axis) => {
    if (size === 1) {
      axes.push(-1)
      return
    }
    const last = kept.length - 1
    if (last >= 0 && merges(kept[last]!, axis)) {
      sizes[last] = sizes[last]! * size
      kept[last] = axis
    } else {
      sizes.push(size)
      kept.push(axis)
    }
    axes.push(kept.length - 1)
  })
  return {
    sizes,
    axes,
    views: views.map(({ offset, strides, guards = [], fill = 0 }) => ({
      offset,
      strides: kept.map((axis) => strides[axis]!),
      guards: guards.map((guard) => ({ ...guard, factors: kept.map((axis) => guard.factors[axis]!) })),
      fill,
    })),
  }
}
