import { describe, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { add, checkTensor, type Fits, matmul, type NamedParameters, type Parameter, type Tensor, type WithLastAxis } from '@gradus/tensor'
import type { BuildContext, Layer } from '../layer.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { activationName } from './activation.ts'
import { type KernelOptions, type KernelSettings, kernelSettings } from './kernel-settings.ts'

/** Options of {@link dense}. */
export interface DenseOptions extends KernelOptions {}

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
  private readonly settings: KernelSettings
  private kernel: Parameter | undefined
  private bias: Parameter | undefined

  constructor(units: number, options: DenseOptions) {
    if (!Number.isSafeInteger(units) || units < 1)
      throw new GradusError('type', `dense: units must be an integer >= 1, got ${describe(units)}`)
    this.settings = kernelSettings('dense', options)
    const { name, activation } = this.settings
    this.name = name
    this.units = units
    this.detail = activation ? activationName(activation) : 'linear'
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
    const { createKernel, createBias } = this.settings
    const kernel = createKernel([context.inputShape.at(-1)!, this.units], context)
    // Only now: an initializer may throw, and half a layer would pass for a whole one.
    this.bias = createBias?.([this.units], context)
    this.kernel = kernel
  }

  forward(x: Tensor): Tensor {
    checkTensor('dense', 'x', x)
    if (!this.kernel) throw new GradusError('state', 'dense: has no parameters yet; make it part of a model, sequential([...]), first')
    const inputs = this.kernel.tensor.shape[0]!
    if (x.rank === 0 || x.shape.at(-1) !== inputs) throw new GradusError('shape', `dense expects [*, ${inputs}], got ${shapeText(x.shape)}`)
    const product = matmul(x, this.kernel.tensor)
    const sum = this.bias ? add(product, this.bias.tensor) : product
    const { activation } = this.settings
    return activation ? activation(sum) : sum
  }

  parameters(): NamedParameters {
    const parameters = new Map<string, Parameter>()
    if (this.kernel) parameters.set('kernel', this.kernel)
    if (this.bias) parameters.set('bias', this.bias)
    return parameters
  }
}
