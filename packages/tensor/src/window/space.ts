import { type Expression, expression as e, type Guard, type View } from '@gradus/kernel'
import type { Layout } from '../layout.ts'
import type { Window } from './window.ts'

/** What an axis of an index space counts: places of a window, positions within it, elements of an image, channels, windows before one. */
export type Role =
  | 'batch'
  | 'row'
  | 'column'
  | 'height'
  | 'width'
  | 'group'
  | 'channel'
  | 'filter'
  | 'kernelRow'
  | 'kernelColumn'
  | 'rowsBack'
  | 'columnsBack'

/** The axes of an index space, outermost first. */
export type Space = readonly (readonly [role: Role, size: number])[]

/** A position along one axis of a tensor: (start + Σ factors · index) / step, where that is whole and within the axis. */
export interface Coordinate {
  readonly start?: number
  /** By role; an axis that the index space lacks counts nothing. */
  readonly factors: Partial<Record<Role, number>>
  readonly step?: number
}

/** The element of an image that a window's position covers. */
export function covered({ before, stride, dilation }: Window, place: Role, position: Role): Coordinate {
  return { start: -before, factors: { [place]: stride, [position]: dilation } }
}

/** The place of the window at which this position of it covers an element of an image. */
export function covering({ before, stride, dilation }: Window, element: Role, position: Role): Coordinate {
  return { start: before, factors: { [element]: 1, [position]: -dilation }, step: stride }
}

/** An axis of which the index space has one of the same meaning. */
export function along(role: Role): Coordinate {
  return { factors: { [role]: 1 } }
}

/** The sizes of an index space. */
export function shapeOf(space: Space): number[] {
  return space.map(([, size]) => size)
}

/**
 * The view of a tensor whose axes have these coordinates. A coordinate that can never leave its axis becomes plain strides, so that only
 * what is padded or strided backwards is guarded.
 */
export function viewOf(
  space: Space,
  layout: Pick<Layout, 'offset' | 'shape' | 'strides'>,
  coordinates: readonly Coordinate[],
  fill?: number,
): View {
  const strides = space.map(() => 0)
  const guards: Guard[] = []
  let { offset } = layout
  coordinates.forEach(({ start = 0, factors: byRole, step = 1 }, axis) => {
    // An axis of one element moves nothing.
    const factors = space.map(([role, size]) => (size === 1 ? 0 : (byRole[role] ?? 0)))
    const size = layout.shape[axis]!
    const stride = layout.strides[axis]!
    if (staysWithin(space, start, factors, step, size)) {
      offset += (start / step) * stride
      factors.forEach((factor, i) => {
        strides[i]! += (factor / step) * stride
      })
    } else {
      guards.push({ start, factors, step, size, stride })
    }
  })
  return guards.length === 0 ? { offset, strides } : { offset, strides, guards, ...(fill !== undefined && { fill }) }
}

/** A coordinate as a formula over the index space, before it is divided by its step. */
export function expressionOf(space: Space, { start = 0, factors }: Coordinate): Expression {
  return space.reduce<Expression>(
    (sum, [role], axis) => {
      const factor = factors[role] ?? 0
      if (factor === 0) return sum
      const term = factor === 1 ? e.index(axis) : e.multiply(e.index(axis), factor)
      return sum.kind === 'constant' && sum.value === 0 ? term : e.add(term, sum)
    },
    e.constant(start, 'int32'),
  )
}

function staysWithin(space: Space, start: number, factors: readonly number[], step: number, size: number): boolean {
  let least = start
  let greatest = start
  factors.forEach((factor, axis) => {
    const reach = factor * Math.max(0, space[axis]![1] - 1)
    if (reach < 0) least += reach
    else greatest += reach
  })
  return start % step === 0 && factors.every((factor) => factor % step === 0) && least >= 0 && greatest / step < size
}
