import { borderOf, type DType, denseView, elementCount, type Shape, type View } from '@gradus/kernel'
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

/** Trades the guards of a factor for a copy with a border; undefined where that does not pay. */
export function unguard(name: string, index: number, dtype: DType, shape: Shape, view: View): Unguarded | undefined {
  const border = borderOf(shape, view, productsPerElement)
  if (border === undefined) return undefined
  const inputs = new Array<View>(index + 1).fill(border.seen)
  const body = expression.input(index, dtype)
  const copy = prepareMap({ kind: 'map', name, shape: border.shape, inputs, body, output: denseView(border.shape) })
  return { view: border.view, copy, length: elementCount(border.shape) }
}
