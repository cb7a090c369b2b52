import type { Guard, Shape, View } from '@gradus/kernel'
import fc from 'fast-check'

/** Shapes of rank 0 … 4, often with axes of 1 or 0 elements. */
export const shapes = fc.array(
  fc.oneof({ weight: 1, arbitrary: fc.constantFrom(0, 1) }, { weight: 4, arbitrary: fc.integer({ min: 1, max: 7 }) }),
  {
    maxLength: 4,
  },
)

const reach = (sizes: Shape, factors: readonly number[], pick: (a: number, b: number) => number) =>
  sizes.reduce((sum, size, axis) => sum + pick(0, factors[axis]! * Math.max(0, size - 1)), 0)

/** How many elements a buffer needs so that the view stays within it. */
export function extentOf(shape: Shape, view: View): number {
  const guards = (view.guards ?? []).reduce((sum, { size, stride }) => sum + Math.max(0, (size - 1) * stride), 0)
  return view.offset + reach(shape, view.strides, Math.max) + guards + 1
}

function steps(shape: Shape, limit: number) {
  return fc.array(fc.integer({ min: -limit, max: limit }), { minLength: shape.length, maxLength: shape.length })
}

function guards(shape: Shape): fc.Arbitrary<Guard[]> {
  const guard = fc.record({
    start: fc.integer({ min: -4, max: 4 }),
    factors: steps(shape, 3),
    step: fc.integer({ min: 1, max: 3 }),
    size: fc.integer({ min: 0, max: 8 }),
    stride: fc.integer({ min: -5, max: 5 }),
  })
  return fc.array(guard, { maxLength: 2 })
}

/** Any view that reads: transposed, reversed, repeated, windowed, padded. */
export function inputViews(shape: Shape): fc.Arbitrary<View> {
  const dense = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  return fc
    .record({
      slack: fc.integer({ min: 0, max: 3 }),
      strides: fc.oneof(steps(shape, 6), fc.constant(dense), fc.constant(dense.map((_, axis) => (axis === 0 ? 0 : dense[axis]!)))),
      guards: fc.oneof(fc.constant<Guard[]>([]), guards(shape)),
      fill: fc.constantFrom(0, 1),
    })
    .map(({ slack, strides, guards, fill }) => {
      const below = reach(shape, strides, Math.min) + guards.reduce((sum, { size, stride }) => sum + Math.min(0, (size - 1) * stride), 0)
      return { offset: slack - below, strides, ...(guards.length > 0 && { guards, fill }) }
    })
}

/** Any view that writes: each element has a place of its own, in some order of axes, with gaps, perhaps reversed. */
export function outputViews(shape: Shape): fc.Arbitrary<View> {
  const axes = [...shape.keys()]
  return fc
    .record({
      order: fc.oneof(fc.constant(axes), fc.shuffledSubarray(axes, { minLength: axes.length })),
      gaps: fc.oneof(
        fc.constant(axes.map(() => 0)),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: axes.length, maxLength: axes.length }),
      ),
      reversed: fc.oneof(fc.constant(-1), fc.integer({ min: -1, max: 3 })),
      slack: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ order, gaps, reversed, slack }) => {
      const strides = axes.map(() => 0)
      let stride = 1
      let offset = slack
      for (const axis of [...order].reverse()) {
        strides[axis] = axis === reversed ? -stride : stride
        if (axis === reversed) offset += stride * Math.max(0, shape[axis]! - 1)
        stride *= Math.max(1, shape[axis]!) + gaps[axis]!
      }
      return { offset, strides }
    })
}
