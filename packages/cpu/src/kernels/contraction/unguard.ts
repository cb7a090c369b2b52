import { type DType, denseView, elementCount, rangeOf, rowMajorStrides, type Shape, type View } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { prepareMap } from '../map.ts'
import type { PreparedKernel } from '../prepared-kernel.ts'

/** A copy of what a guarded view can see, with its border and gaps filled in, and the view of it, which needs no guards. */
export interface Unguarded {
  readonly view: View
  /** Writes the copy: input `index` of the kernel to a buffer of `length` elements. */
  readonly copy: PreparedKernel
  readonly length: number
}

/** How much the copy may cost: one element for this many products. */
const productsPerElement = 4

/**
 * Trades the guards of a factor for a copy with a border: padding is then zeros in memory, as a contraction wants it.
 *
 * The copy has an axis for each axis of the index space that the view walks through in equal steps, and one for each guard. Undefined where
 * it would be so large that it does not pay.
 */
export function unguard(name: string, index: number, dtype: DType, shape: Shape, view: View): Unguarded | undefined {
  const guards = view.guards ?? []
  const plain = [...shape.keys()].filter((axis) => view.strides[axis] !== 0 && shape[axis] !== 1)
  const ranges = guards.map((guard) => rangeOf(guard.start, shape, guard.factors))
  const copyShape = [...plain.map((axis) => shape[axis]!), ...ranges.map(([least, greatest]) => greatest - least + 1)]
  const length = elementCount(copyShape)
  if (shape.includes(0) || length * productsPerElement > elementCount(shape)) return undefined

  const own = rowMajorStrides(copyShape)
  const seen: View = {
    ...view,
    strides: [...plain.map((axis) => view.strides[axis]!), ...guards.map(() => 0)],
    guards: guards.map((guard, i) => ({
      ...guard,
      start: ranges[i]![0],
      factors: own.map((_, axis) => (axis === plain.length + i ? 1 : 0)),
    })),
  }
  const inputs = new Array<View>(index + 1).fill(seen)
  const copy = prepareMap({
    kind: 'map',
    name,
    shape: copyShape,
    inputs,
    body: expression.input(index, dtype),
    output: denseView(copyShape),
  })

  const strides = shape.map((_, axis) => {
    const direct = plain.indexOf(axis)
    return guards.reduce((sum, { factors }, i) => sum + factors[axis]! * own[plain.length + i]!, direct < 0 ? 0 : own[direct]!)
  })
  const offset = guards.reduce((sum, { start }, i) => sum + (start - ranges[i]![0]) * own[plain.length + i]!, 0)
  return { view: { offset, strides }, copy, length }
}
