import { checkBoolean, checkOptions, describe, GradusError, type RandomGenerator, type Shape } from '@gradus/kernel'
import type { NamedParameters, StepRandom, Tensor } from '@gradus/tensor'
import type { ShapeRule } from './shape-rule.ts'

/**
 * A part of a model: parameters, and a function of a tensor. `Rule` is what it does to shapes, for the compiler.
 *
 * Any object of this shape is a layer; one without parameters leaves out `build` and `parameters`. An instance owns its parameters:
 * used at two places, or in two models, it shares them.
 *
 * @example
 * const double: Layer<SameShape> = { kind: 'double', outputShapeFor: (inputShape) => inputShape, forward: (x) => multiply(x, 2) }
 */
export interface Layer<Rule extends ShapeRule = ShapeRule> {
  /** What it is: `dense`. A model names its layers after it: `dense`, `dense_1` … Messages of a layer begin with it. */
  readonly kind: string
  /** Its own name, instead of the one that the model would give it. */
  readonly name?: string | undefined
  /** What else a summary shows: an activation, a rate. */
  readonly detail?: string | undefined
  /**
   * The shape of one output for inputs of this shape, both without the batch axis. It changes nothing, so that a model can be checked
   * before it is built.
   *
   * Throws: GradusError 'shape' when the layer cannot take such inputs, or was built for others.
   */
  outputShapeFor(inputShape: Shape): Shape
  /** Creates the parameters for inputs of this shape. Called again for such inputs, it keeps them. */
  build?(context: BuildContext): void
  /** The output for a batch of inputs. */
  forward(x: Tensor, context: ForwardContext): Tensor
  /** The parameters by name, those of layers inside with a dot: `kernel`, `dense_1.kernel`. Empty before `build`. */
  parameters?(): NamedParameters
  /** Only for the compiler: no such property exists. */
  readonly [shapeRule]?: Rule
}

/** What a layer may know when it creates its parameters. */
export interface BuildContext {
  /** The shape of one input, without the batch axis. */
  readonly inputShape: Shape
  /** The dtype of the parameters. */
  readonly dtype: FloatDType
  /** Where initial values are drawn from. */
  readonly random: RandomGenerator
}

/** The dtypes that parameters can have. */
export type FloatDType = 'float32' | 'float64'

/** What a layer may know when it computes. */
export interface ForwardContext {
  /** Whether the step trains: dropout drops, batch normalization uses and updates statistics of the batch. */
  readonly training: boolean
  /** The random numbers of the step; undefined when nothing is to be random. */
  readonly random?: StepRandom | undefined
}

/** The context of predictions: nothing is random, nothing is updated. The default of every `forward` of ours. */
export const evaluation: ForwardContext = { training: false }

/** Throws 'type' unless `context` says how to compute. */
export function checkContext(kind: string, context: ForwardContext): void {
  if (context === evaluation) return
  checkOptions(kind, context, ['training', 'random'])
  checkBoolean(kind, 'training', context.training)
  if (context.random !== undefined && typeof context.random?.uniform !== 'function')
    throw new GradusError(
      'type',
      `${kind}: random must be the random numbers of a step, such as stepRandom(0, 0), got ${describe(context.random)}`,
    )
}

/** The rule of a layer; one that any layer may have when it does not say. */
export type RuleOf<L> = L extends { readonly [shapeRule]?: infer Rule extends ShapeRule } ? Rule : ShapeRule

declare const shapeRule: unique symbol
