import type { RandomGenerator, Shape } from '@gradus/kernel'
import type { NamedParameters, StepRandom, Tensor } from '@gradus/tensor'
import type { AnyShape, ShapeRule } from './shape-rule.ts'

/** What a layer may know when it creates its parameters. */
export interface BuildContext {
  /** The shape of one input, without the batch axis. */
  readonly inputShape: Shape
  readonly dtype: 'float32' | 'float64'
  /** Where initial values are drawn from. */
  readonly random: RandomGenerator
}

/** What a layer may know when it computes. */
export interface ForwardContext {
  /** Whether the step trains: dropout drops, batch normalization uses and updates statistics of the batch. */
  readonly training: boolean
  /** The random numbers of the step; undefined when nothing is to be random. */
  readonly random?: StepRandom | undefined
}

/**
 * A part of a model: parameters, and a function of a tensor. `Rule` is what it does to shapes, for the compiler.
 *
 * An instance owns its parameters. Used at two places, or in two models, it shares them.
 */
export interface Layer<Rule extends ShapeRule = AnyShape> {
  /** What it is, in lower case: `dense`. A model names its layers after it: `dense`, `dense_1` … */
  readonly kind: string
  /** Its own name, instead of the one the model would give it. */
  readonly name?: string | undefined
  /** What else a summary shows: an activation, a rate. */
  readonly detail?: string | undefined
  /**
   * Creates the parameters for inputs of this shape and gives the shape of one output. Called again with the same input shape, it keeps them.
   *
   * Throws: GradusError 'shape' when it cannot take such inputs.
   */
  build(context: BuildContext): Shape
  /** The output for a batch of inputs. */
  forward(x: Tensor, context: ForwardContext): Tensor
  /** The parameters by name; those of layers inside with a dot: `dense_1.kernel`. Empty before `build`. */
  parameters(): NamedParameters
  /** Only for the compiler: no such property exists. */
  readonly [shapeRule]?: Rule
}

declare const shapeRule: unique symbol
