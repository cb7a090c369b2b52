import {
  checkChoice,
  checkInteger,
  checkShape,
  denseView,
  type Expression,
  type RandomPlace,
  randomUniform,
  rowMajorPosition,
  type Shape,
  shapeText,
} from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { cos, log, PI } from '@gradus/kernel/numerics'
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
  /**
   * Normal numbers of mean 0 and deviation 1, independent of every other draw: √(−2 log(1 − u)) · cos(2πv), where u and v are the uniform float64
   * numbers of two draws. A float32 is the float64 rounded. None is larger than 8.58. They have no gradient.
   */
  normal<const S extends Shape>(shape: S, dtype?: 'float32' | 'float64'): Tensor<S>
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
  /** `count` is how many draws the numbers take. */
  const numbers = (op: Op<Draw>, count: number, shape: Shape, dtype: 'float32' | 'float64'): Tensor => {
    checkShape(op.name, shape)
    checkChoice(op.name, 'dtype', dtype, ['float32', 'float64'])
    place ??= [create(Int32Array.of(seed), [], 'int32'), hostNumber(stepNow, 'int32') as Tensor]
    const draw = draws
    draws += count
    return apply(op, place, { draw, shape, dtype })
  }
  return {
    uniform: (shape, dtype = 'float32') => numbers(uniformOp, 1, shape, dtype) as never,
    normal: (shape, dtype = 'float32') => numbers(normalOp, 2, shape, dtype) as never,
  }
}

interface Draw {
  readonly draw: number
  readonly shape: Shape
  readonly dtype: 'float32' | 'float64'
}

const uniformOp = /* @__PURE__ */ drawing('uniform', 'random numbers in [0, 1)', ({ draw, dtype }, place) =>
  randomUniform({ ...place, draw }, dtype),
)

const normalOp = /* @__PURE__ */ drawing('normal', 'normal random numbers', ({ draw, dtype }, place) => {
  const u = randomUniform({ ...place, draw }, 'float64')
  const v = randomUniform({ ...place, draw: draw + 1 }, 'float64')
  const radius = expression.sqrt(expression.multiply(-2, log(expression.subtract(1, u))))
  return expression.cast(expression.multiply(radius, cos(expression.multiply(2 * PI, v))), dtype)
})

/** The operation that computes numbers from where they belong: one element of one draw. */
function drawing(name: string, text: string, body: (draw: Draw, place: Omit<RandomPlace, 'draw'>) => Expression): Op<Draw> {
  const plans = new LayoutCache<Plan>()
  const plan = (own: Draw): Plan => {
    const { shape, dtype } = own
    const scalar = { offset: 0, strides: shape.map(() => 0) }
    const place = { seed: expression.input(0, 'int32'), step: expression.input(1, 'int32'), position: rowMajorPosition(shape) }
    return {
      output: layoutOf(dtype, shape),
      kernel: { kind: 'map', name, shape, inputs: [scalar, scalar], body: body(own, place), output: denseView(shape) },
    }
  }
  return {
    name,
    formula: ({ options }) => `${text}, draw ${options.draw}`,
    forward: (place, draw) =>
      execute(
        plans.get(place, `${draw.draw},${draw.dtype},${shapeText(draw.shape)}`, () => plan(draw)),
        place,
      ),
  }
}
