import type { Guard, Shape, View } from '@gradus/kernel'

/**
 * A view over an index space, with axes merged where it walks through them as through one, and guards dropped that always hold.
 *
 * Positions in the index space are counted in row-major order; merging keeps that count.
 */
export interface Layout {
  readonly offset: number
  /** At least one axis. */
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
  readonly guards: readonly Guard[]
  readonly fill: number
  /** The distance between neighbours, when it is the same for all: no guards and one axis. */
  readonly step: number | undefined
  /** One more than the highest element that may be reached. */
  readonly extent: number
}

/** The simplest layout that yields the elements of `view` over `shape`. */
export function layoutOf(shape: Shape, view: View): Layout {
  const { offset, strides, guards = [], fill = 0 } = simplify(shape, view)
  const sizes: number[] = []
  const kept: number[][] = [] // per merged axis: the stride, then each guard's factor
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!
    if (size === 1) continue
    const steps = [strides[axis]!, ...guards.map((guard) => guard.factors[axis]!)]
    const last = kept.length - 1
    if (last >= 0 && kept[last]!.every((step, i) => step === steps[i]! * size)) {
      sizes[last] = sizes[last]! * size
      kept[last] = steps
    } else {
      sizes.push(size)
      kept.push(steps)
    }
  }
  if (sizes.length === 0) {
    // One element: an axis of one, so that there is always a last axis.
    sizes.push(1)
    kept.push(guards.map(() => 0).concat(0))
  }
  const merged = kept.map((steps) => steps[0]!)
  return {
    offset,
    sizes,
    strides: merged,
    guards: guards.map((guard, i) => ({ ...guard, factors: kept.map((steps) => steps[i + 1]!) })),
    fill,
    step: guards.length > 0 || sizes.length > 1 ? undefined : merged[0]!,
    extent: extentOf(offset, sizes, merged, guards),
  }
}

/** The view as it looks when the axes of the index space are put in another order. */
export function permute(view: View, order: readonly number[]): View {
  return {
    ...view,
    strides: order.map((axis) => view.strides[axis]!),
    guards: (view.guards ?? []).map((guard) => ({ ...guard, factors: order.map((axis) => guard.factors[axis]!) })),
  }
}

/** The view with guards whose position never leaves the bounds turned into plain strides. */
export function simplify(shape: Shape, view: View): View {
  let { offset } = view
  const strides = shape.map((_, axis) => view.strides[axis]!)
  const guards: Guard[] = []
  for (const guard of view.guards ?? []) {
    const factors = shape.map((size, axis) => (size === 1 ? 0 : guard.factors[axis]!))
    const [least, greatest] = rangeOf(guard.start, shape, factors)
    const divisible = guard.start % guard.step === 0 && factors.every((factor) => factor % guard.step === 0)
    if (divisible && least >= 0 && greatest / guard.step < guard.size) {
      offset += (guard.start / guard.step) * guard.stride
      for (let axis = 0; axis < shape.length; axis++) strides[axis]! += (factors[axis]! / guard.step) * guard.stride
    } else {
      guards.push({ ...guard, factors })
    }
  }
  return { offset, strides, guards, fill: view.fill ?? 0 }
}

/** The least and the greatest value of start + Σ factors·i over the index space. */
export function rangeOf(start: number, sizes: readonly number[], factors: readonly number[]): [number, number] {
  let least = start
  let greatest = start
  for (let axis = 0; axis < sizes.length; axis++) {
    const reach = factors[axis]! * (sizes[axis]! - 1)
    if (reach < 0) least += reach
    else greatest += reach
  }
  return [least, greatest]
}

function extentOf(offset: number, sizes: readonly number[], strides: readonly number[], guards: readonly Guard[]): number {
  if (sizes.includes(0)) return 0
  let [, greatest] = rangeOf(offset, sizes, strides)
  for (const { size, stride } of guards) greatest += Math.max(0, (size - 1) * stride)
  return greatest + 1
}
