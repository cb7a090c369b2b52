import { denseView, type Expression, expression as e } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import { isExtreme } from '../ops/extreme.ts'
import { mapPlan, type Plan } from '../plan.ts'
import { arranged } from './image.ts'
import { leastOf } from './least.ts'
import type { Pooling } from './pooling.ts'
import { imageOf, placesOf, positionsOf } from './pooling-plans.ts'
import { along, type Coordinate, expressionOf, type Space, shapeOf, viewOf } from './space.ts'
import type { Window } from './window.ts'

/** Windows up to this size are compared in one formula, element by element, which reads them once and folds nothing. */
const largestFormula = 16

/** How often a kernel that finds the first maximum reads the images. */
export function readsOf({ windows: [tall, wide] }: Pooling): number {
  const count = tall.size * wide.size
  return count <= largestFormula ? count : 1
}

/**
 * Where the first element of each window lies that is its maximum: how far behind the window's first position, row-major in the image. Inputs:
 * maximum, then x {@link readsOf} times.
 */
export function firstMaximumPlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  return readsOf(pooling) > 1 ? formulaPlan(pooling, x, maximum) : reducePlan(pooling, x, maximum)
}

/** Where in its image, row-major, the element lies that a window's offset means. Input: offsets. */
export function positionPlan(pooling: Pooling, offsets: Layout): Plan {
  const space = placesOf(pooling)
  const [row, column] = startOf(pooling, space)
  const start = e.add(e.multiply(row, pooling.windows[1].input), column)
  return mapPlan('imagePosition', [offsets], pooling.output, e.add(e.input(0, 'int32'), start))
}

function formulaPlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  const { windows, layout, output } = pooling
  const [tall, wide] = windows
  const space = placesOf(pooling)
  const offsets = Array.from({ length: tall.size * wide.size }, (_, i) => [Math.floor(i / wide.size), i % wide.size] as const)
  const views = offsets.map(([i, j]) =>
    viewOf(space, x, arranged(layout, along('batch'), at(tall, 'row', i), at(wide, 'column', j), [along('channel')]), leastOf(x.dtype)),
  )
  const offset = offsets.reduceRight<Expression | undefined>((later, [i, j], number) => {
    const here = number === 0 ? firstOffset(pooling, space) : e.constant(i * wide.input + j, 'int32')
    return later ? e.select(isExtreme(e.input(number + 1, x.dtype), e.input(0, x.dtype)), here, later) : here
  }, undefined)!
  return {
    output: layoutOf('int32', output),
    kernel: {
      kind: 'map',
      name: 'firstMaximum',
      shape: shapeOf(space),
      inputs: [viewOf(space, maximum, placesIn(space)), ...views],
      body: offset,
      output: denseView(output),
    },
  }
}

function reducePlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  const { windows, output } = pooling
  const places = placesOf(pooling)
  const space: Space = [...places, ...positionsOf(pooling)]
  const offset = e.add(e.multiply(expressionOf(space, along('kernelRow')), windows[1].input), expressionOf(space, along('kernelColumn')))
  return {
    output: layoutOf('int32', output),
    kernel: {
      kind: 'map',
      name: 'firstMaximum',
      shape: shapeOf(space),
      inputs: [viewOf(space, maximum, placesIn(places)), viewOf(space, x, imageOf(pooling), leastOf(x.dtype))],
      body: e.select(
        isExtreme(e.input(1, x.dtype), e.input(0, x.dtype)),
        e.maximum(offset, firstOffset(pooling, space)),
        e.constant(2147483647, 'int32'),
      ),
      output: denseView(output),
      reduce: { operation: 'minimum', axes: 2, order: 'tree' },
    },
  }
}

/** Along one axis, the element at a fixed position of a window. */
function at({ before, stride }: Window, role: 'row' | 'column', position: number): Coordinate {
  return { start: position - before, factors: { [role]: stride } }
}

/** The row and the column of the first position of a window: before the edge where it is padded. */
function startOf({ windows: [tall, wide] }: Pooling, space: Space): readonly [row: Expression, column: Expression] {
  return [expressionOf(space, at(tall, 'row', 0)), expressionOf(space, at(wide, 'column', 0))]
}

/**
 * The offset of the first element of a window: 0 where its first position is no padding.
 *
 * What is padded equals the maximum only where all elements are the least number there is. Then the first of them is meant.
 */
function firstOffset(pooling: Pooling, space: Space): Expression {
  const [tall, wide] = pooling.windows
  const [row, column] = startOf(pooling, space)
  const padded = (start: Expression, before: number): Expression => (before > 0 ? e.maximum(e.negate(start), 0) : e.constant(0, 'int32'))
  if (tall.before === 0 && wide.before === 0) return e.constant(0, 'int32')
  return e.add(e.multiply(padded(row, tall.before), wide.input), padded(column, wide.before))
}

function placesIn(places: Space): Coordinate[] {
  return places.map(([role]) => along(role))
}
