import { checkBoolean, describe, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { add, checkTensor, type Fits, matmul, type NamedParameters, type Parameter, type Tensor, type WithLastAxis } from '@gradus/tensor'
import { checkInitializer, createParameter } from '../create-parameter.ts'
import { glorotUniform } from '../initializers/glorot-uniform.ts'
import type { Initializer } from '../initializers/initializer.ts'
import { zeros } from '../initializers/zeros.ts'
import type { BuildContext, Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { type Activation, activationName, checkActivation } from './activation.ts'

/** Options of {@link dense}. */
export interface DenseOptions extends LayerOptions {
  /** A function of the result; none unless stated. */
  readonly activation?: Activation
  /** Whether b is added; true unless stated. */
  readonly useBias?: boolean
  /** How W begins: `glorotUniform()` unless stated. */
  readonly kernelInitializer?: Initializer
  /** How b begins: `zeros()` unless stated. */
  readonly biasInitializer?: Initializer
}

/**
 * y = activation(x W + b): every output is a weighted sum of all inputs.
 *
 * Shape: [batch, …, inputs] → [batch, …, units]; parameters `kernel` [inputs, units] and `bias` [units].
 * Throws: GradusError 'type' unless units is an integer >= 1 and each option is of its kind.
 *
 * @example
 * dense(10).outputShapeFor([2]) // [10]
 */
export function dense<Units extends number>(units: Units, options: DenseOptions = {}): Layer<DenseRule<Units>> {
  return new Dense(units, options) as Layer<DenseRule<Units>>
}

/** [batch, …, inputs] → [batch, …, units]. */
export interface DenseRule<Units extends number> extends ShapeRule {
  readonly output: InputOf<this> extends readonly [number]
    ? 'dense needs an axis of features, got [*]; write input([1])'
    : Fits<WithLastAxis<InputOf<this>, Units>>
}

class Dense implements Layer {
  readonly kind = 'dense'
  readonly name: string | undefined
  readonly detail: string
  private readonly units: number
  private readonly options: Required<Omit<DenseOptions, 'name' | 'activation'>> & { readonly activation: Activation | undefined }
  private kernel: Parameter | undefined
  private bias: Parameter | undefined

  constructor(units: number, options: DenseOptions) {
    if (!Number.isSafeInteger(units) || units < 1)
      throw new GradusError('type', `dense: units must be an integer >= 1, got ${describe(units)}`)
    this.name = checkLayerOptions('dense', options, ['activation', 'useBias', 'kernelInitializer', 'biasInitializer'])
    const { activation, useBias = true, kernelInitializer = glorotUniform(), biasInitializer = zeros() } = options
    if (activation !== undefined) checkActivation('dense', activation)
    checkBoolean('dense', 'useBias', useBias)
    checkInitializer('dense', 'kernelInitializer', kernelInitializer)
    checkInitializer('dense', 'biasInitializer', biasInitializer)
    this.units = units
    this.detail = activation ? activationName(activation) : 'linear'
    this.options = { activation, useBias, kernelInitializer, biasInitializer }
  }

  outputShapeFor(inputShape: Shape): Shape {
    if (inputShape.length === 0) throw new GradusError('shape', 'dense needs an axis of features, got [*]; write input([1])')
    const inputs = inputShape.at(-1)!
    const built = this.kernel?.tensor.shape[0]
    if (built !== undefined && built !== inputs)
      throw new GradusError('shape', `dense was built for ${built} inputs and shares its parameters, got ${inputs}; make a second layer`)
    return [...inputShape.slice(0, -1), this.units]
  }

  build(context: BuildContext): void {
    this.outputShapeFor(context.inputShape)
    if (this.kernel) return
    const { useBias, kernelInitializer, biasInitializer } = this.options
    const kernel = createParameter([context.inputShape.at(-1)!, this.units], kernelInitializer, context)
    // Only now: an initializer may throw, and half a layer would pass for a whole one.
    this.bias = useBias ? createParameter([this.units], biasInitializer, context) : undefined
    this.kernel = kernel
  }

  forward(x: Tensor): Tensor {
    checkTensor('dense', 'x', x)
    if (!this.kernel) throw new GradusError('state', 'dense: has no parameters yet; make it part of a model, sequential([...]), first')
    const inputs = this.kernel.tensor.shape[0]!
    if (x.rank === 0 || x.shape.at(-1) !== inputs) throw new GradusError('shape', `dense expects [*, ${inputs}], got ${shapeText(x.shape)}`)
    const product = matmul(x, this.kernel.tensor)
    const sum = this.bias ? add(product, this.bias.tensor) : product
    return this.options.activation ? this.options.activation(sum) : sum
  }

  parameters(): NamedParameters {
    const parameters = new Map<string, Parameter>()
    if (this.kernel) parameters.set('kernel', this.kernel)
    if (this.bias) parameters.set('bias', this.bias)
    return parameters
  }
}
