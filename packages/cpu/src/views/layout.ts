import { type Guard, rangeOf, type Shape, simplifyView, type View } from '@gradus/kernel'

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
  const { offset, strides, guards, fill } = simplifyView(shape, view)
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

function extentOf(offset: number, sizes: readonly number[], strides: readonly number[], guards: readonly Guard[]): number {
  // Behind a guard that lets nothing through nothing is read.
  if (sizes.includes(0) || guards.some(({ size }) => size === 0)) return 0
  let [, greatest] = rangeOf(offset, sizes, strides)
  for (const { size, stride } of guards) greatest += Math.max(0, (size - 1) * stride)
  return greatest + 1
}
