import { GradusError } from '@gradus/kernel'
import type { InputOf, Layer, ShapeRule } from '@gradus/layers'
import { exp, type Fits, negate, type Parameter, tensor } from '@gradus/tensor'
import { squaredDistances } from './squared-distances.js'

/** [batch, inputs] → [batch, units]; anything else is a sentence, which the compiler prints. */
interface RadialRule<Units extends number> extends ShapeRule {
  readonly output: InputOf<this> extends readonly [infer Batch extends number, number]
    ? Fits<readonly [Batch, Units]>
    : number extends InputOf<this>['length']
      ? Fits<readonly [number, Units]>
      : 'radial takes rows of features'
}

/** A layer as a plain object: how near each row is to each of some centres, which it learns. */
export function radial<Units extends number>(units: Units): Layer<RadialRule<Units>> {
  let centres: Parameter | undefined
  return {
    kind: 'radial',
    detail: `${units} centres`,
    outputShapeFor(inputShape) {
      if (inputShape.length !== 1) throw new GradusError('shape', `radial takes rows of features, got [*,${inputShape}]`)
      return [units]
    },
    build({ inputShape, dtype, random }) {
      if (centres) return
      const shape = [units, inputShape[0]!]
      const values = Float64Array.from({ length: units * inputShape[0]! }, () => 4 * random.next() - 2)
      centres = { tensor: tensor(values, { shape, dtype, requiresGradient: true }), trainable: true }
    },
    forward: (x) => exp(negate(squaredDistances(x, centres!.tensor))),
    parameters: () => new Map(centres ? [['centres', centres]] : []),
  }
}
