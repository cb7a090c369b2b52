import { checkChoice, checkInteger, checkShape, denseView, randomUniform, rowMajorPosition, type Shape, shapeText } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { create } from './creation/create.ts'
import { layoutOf } from './layout.ts'
import { LayoutCache } from './layout-cache.ts'
import { apply, type Op } from './op.ts'
import { execute, type Plan } from './plan.ts'
import { hostNumber } from './record/record.ts'
import type { Tensor } from './tensor.ts'

/** The random numbers of one training step, drawn in the order in which the model asks: what dropout gets. */
export interface StepRandom {
  /** Uniform numbers in [0, 1), independent of every other draw. They have no gradient. */
  uniform<const S extends Shape>(shape: S, dtype?: 'float32' | 'float64'): Tensor<S>
}

/**
 * The random numbers of step `step` of the run with this seed: Threefry-2x32 of (seed, step, draw, position), so that a step can be
 * repeated, resumed or compiled and gives the same bits.
 *
 * A step that is a function is asked by a recorded step before each of its runs.
 * Throws: GradusError unless both are integers, the seed in 0 … 2³²−1 and the step in 0 … 2³¹−1.
 *
 * @example
 * stepRandom(42, 0).uniform([2]).shape // [2]
 */
export function stepRandom(seed: number, step: number | (() => number)): StepRandom {
  checkInteger('stepRandom', 'seed', seed, { min: 0, max: 4294967295 })
  const stepNow = (): number => {
    const now = typeof step === 'function' ? step() : step
    checkInteger('stepRandom', 'step', now, { min: 0, max: 2147483647 })
    return now
  }
  stepNow()
  // Tensors, not constants of the kernel: one kernel serves all steps.
  let place: Tensor[] | undefined
  let draws = 0
  return {
    uniform<const S extends Shape>(shape: S, dtype: 'float32' | 'float64' = 'float32'): Tensor<S> {
      checkShape('uniform', shape)
      checkChoice('uniform', 'dtype', dtype, ['float32', 'float64'])
      place ??= [create(Int32Array.of(seed), [], 'int32'), hostNumber(stepNow, 'int32') as Tensor]
      return apply(uniformOp, place, { draw: draws++, shape, dtype }) as never
    },
  }
}

interface Draw {
  readonly draw: number
  readonly shape: Shape
  readonly dtype: 'float32' | 'float64'
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const uniformOp: Op<Draw> = {
  name: 'uniform',
  formula: ({ options }) => `random numbers in [0, 1), draw ${options.draw}`,
  forward: (place, draw) =>
    execute(
      plans.get(place, `${draw.draw},${draw.dtype},${shapeText(draw.shape)}`, () => plan(draw)),
      place,
    ),
}

function plan({ draw, shape, dtype }: Draw): Plan {
  const scalar = { offset: 0, strides: shape.map(() => 0) }
  const position = rowMajorPosition(shape)
  const body = randomUniform({ seed: expression.input(0, 'int32'), step: expression.input(1, 'int32'), draw, position }, dtype)
  return {
    output: layoutOf(dtype, shape),
    kernel: { kind: 'map', name: 'uniform', shape, inputs: [scalar, scalar], body, output: denseView(shape) },
  }
}
