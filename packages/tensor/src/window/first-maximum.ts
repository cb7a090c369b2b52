import { denseView, type Expression, expression as e } from '@gradus/kernel'
import { type Layout, layoutOf } from '../layout.ts'
import { isExtreme } from '../ops/extreme.ts'
import type { Plan } from '../plan.ts'
import { arranged } from './image.ts'
import { leastOf } from './least.ts'
import type { Pooling } from './pooling.ts'
import { imageOf, placesOf, positionsOf } from './pooling-plans.ts'
import { along, covered, expressionOf, type Space, shapeOf, viewOf } from './space.ts'

/** Windows up to this size are compared in one formula, element by element, which reads them once and folds nothing. */
const largestFormula = 16

/** How often a kernel that finds the first maximum reads the images. */
export function readsOf({ windows: [tall, wide] }: Pooling): number {
  const count = tall.size * wide.size
  return count <= largestFormula ? count : 1
}

/** Where in its image, row-major, the first element of each window lies that is its maximum. Inputs: maximum, then x {@link readsOf} times. */
export function firstMaximumPlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  return readsOf(pooling) > 1 ? formulaPlan(pooling, x, maximum) : reducePlan(pooling, x, maximum)
}

function formulaPlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  const { windows, layout, output } = pooling
  const [tall, wide] = windows
  const space = placesOf(pooling)
  const offsets = Array.from({ length: tall.size * wide.size }, (_, i) => [Math.floor(i / wide.size), i % wide.size] as const)
  const at = (position: number, { before, stride }: (typeof windows)[number], role: 'row' | 'column') => ({
    start: position - before,
    factors: { [role]: stride },
  })
  const views = offsets.map(([i, j]) =>
    viewOf(space, x, arranged(layout, along('batch'), at(i, tall, 'row'), at(j, wide, 'column'), [along('channel')]), leastOf(x.dtype)),
  )
  const flat = (row: Expression, column: Expression) => e.add(e.multiply(row, wide.input), column)
  const row = expressionOf(space, at(0, tall, 'row'))
  const column = expressionOf(space, at(0, wide, 'column'))
  const start = flat(row, column)
  // What is padded equals the maximum only where all elements are the least there is: then the window's first element is meant.
  const first = flat(notBefore(row, tall.before), notBefore(column, wide.before))
  const position = offsets.reduceRight<Expression | undefined>((later, [i, j], number) => {
    const here = number === 0 ? first : e.add(start, i * wide.input + j)
    return later ? e.select(isExtreme(e.input(number + 1, x.dtype), e.input(0, x.dtype)), here, later) : here
  }, undefined)!
  return {
    output: layoutOf('int32', output),
    kernel: {
      kind: 'map',
      name: 'firstMaximum',
      shape: shapeOf(space),
      inputs: [
        viewOf(
          space,
          maximum,
          space.map(([role]) => along(role)),
        ),
        ...views,
      ],
      body: position,
      output: denseView(output),
    },
  }
}

function reducePlan(pooling: Pooling, x: Layout, maximum: Layout): Plan {
  const { windows, output } = pooling
  const [tall, wide] = windows
  const places = placesOf(pooling)
  const space: Space = [...places, ...positionsOf(pooling)]
  const row = notBefore(expressionOf(space, covered(tall, 'row', 'kernelRow')), tall.before)
  const column = notBefore(expressionOf(space, covered(wide, 'column', 'kernelColumn')), wide.before)
  return {
    output: layoutOf('int32', output),
    kernel: {
      kind: 'map',
      name: 'firstMaximum',
      shape: shapeOf(space),
      inputs: [
        viewOf(
          space,
          maximum,
          places.map(([role]) => along(role)),
        ),
        viewOf(space, x, imageOf(pooling), leastOf(x.dtype)),
      ],
      body: e.select(
        isExtreme(e.input(1, x.dtype), e.input(0, x.dtype)),
        e.add(e.multiply(row, wide.input), column),
        e.constant(2147483647, 'int32'),
      ),
      output: denseView(output),
      reduce: { operation: 'minimum', axes: 2, order: 'tree' },
    },
  }
}

/** A position, or 0 where it lies before the edge. */
function notBefore(position: Expression, before: number): Expression {
  return before > 0 ? e.maximum(position, 0) : position
}
