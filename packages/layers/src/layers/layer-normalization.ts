import { checkInteger, checkNumber, describe, GradusError, normalizeAxis, type Shape, sameShape } from '@gradus/kernel'
import { add, checkTensor, mean, multiply, type NamedParameters, rsqrt, square, subtract, type Tensor } from '@gradus/tensor'
import { batchText } from '../batch.ts'
import type { BuildContext, Layer } from '../layer.ts'
import { checkTrainableLayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'
import { ScaleAndShift, type ScaleAndShiftOptions, scaleAndShiftNames } from './scale-and-shift.ts'

/** Options of {@link layerNormalization}. */
export interface LayerNormalizationOptions extends ScaleAndShiftOptions {
  /** Along which axes of the batch, one or several, 0 excluded; −1 unless stated. PyTorch's `normalized_shape` names the last axes. */
  readonly axis?: number | readonly number[]
}

/**
 * gamma · (x − mean) / √(variance + epsilon) + beta, with mean and variance of each sample along axes: every sample by itself, in training
 * and prediction alike.
 *
 * Shape: the input's; parameters `gamma` and `beta` of the sizes of the axes.
 * Throws: GradusError 'type' or 'range' for an option that is none; when the model is built, for an axis that the input lacks.
 * Source: Ba, Kiros & Hinton 2016, Layer normalization; the variance is that of these very numbers, as in Keras and PyTorch.
 *
 * @example
 * const model = sequential([input([2]), layerNormalization({ epsilon: 0 })])
 * model.forward(tensor([[3, 5]])).toArray() // [[-1, 1]]
 */
export function layerNormalization(options: LayerNormalizationOptions = {}): Layer<SameShape> {
  return new LayerNormalization(options)
}

class LayerNormalization implements Layer<SameShape> {
  readonly kind = 'layerNormalization'
  readonly name: string | undefined
  readonly detail: string
  private readonly axes: readonly number[]
  private readonly epsilon: number
  private readonly learned: ScaleAndShift
  private builtFor: Shape | undefined

  constructor(options: LayerNormalizationOptions) {
    const { name, trainable } = checkTrainableLayerOptions(this.kind, options, ['axis', ...scaleAndShiftNames])
    const { axis = -1, epsilon = 1e-3 } = options
    checkNumber(this.kind, 'epsilon', epsilon, { min: 0 })
    this.name = name
    this.axes = axesOf(axis)
    this.detail = `axis ${this.axes.join(', ')}`
    this.epsilon = epsilon
    this.learned = new ScaleAndShift(this.kind, options, trainable)
  }

  outputShapeFor(inputShape: Shape): Shape {
    const { builtFor } = this
    const sizes = this.axesFor(inputShape).map((axis) => inputShape[axis - 1]!)
    if (builtFor && !sameShape(builtFor, sizes)) {
      throw new GradusError(
        'shape',
        `layerNormalization was built for [${builtFor}] along axis ${this.axes.join(', ')} and shares its parameters, got [${sizes}]; make a second layer`,
      )
    }
    return inputShape
  }

  build(context: BuildContext): void {
    const inputShape = this.outputShapeFor(context.inputShape)
    if (this.builtFor) return
    const sizes = this.axesFor(inputShape).map((axis) => inputShape[axis - 1]!)
    this.learned.build(sizes, context)
    this.builtFor = sizes
  }

  forward(x: Tensor): Tensor {
    checkTensor(this.kind, 'x', x)
    const { builtFor, epsilon } = this
    if (!builtFor)
      throw new GradusError('state', 'layerNormalization: has no parameters yet; make it part of a model, sequential([...]), first')
    const sample = this.outputShapeFor(x.shape.slice(1))
    const axes = this.axesFor(sample)
    const distance = subtract(x, mean(x, axes, { keepDims: true })) as Tensor
    const variance = mean(square(distance), axes, { keepDims: true }) as Tensor
    const normalized = multiply(distance, rsqrt(add(variance, epsilon))) as Tensor
    return this.learned.apply(
      normalized,
      x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
    )
  }

  parameters(): NamedParameters {
    return new Map(this.learned.parameters())
  }

  /** The axes of the batch, in ascending order. */
  private axesFor(inputShape: Shape): number[] {
    const axes = this.axes.map((axis) => normalizeAxis(this.kind, axis, inputShape.length + 1))
    if (axes.includes(0))
      throw new GradusError('range', `layerNormalization: axis 0 of ${batchText(inputShape)} is the batch; choose axes of the samples`)
    const duplicate = axes.find((axis, i) => axes.indexOf(axis) !== i)
    if (duplicate !== undefined) throw new GradusError('range', `layerNormalization: duplicate axis ${duplicate}`)
    return axes.sort((a, b) => a - b)
  }
}

function axesOf(axis: unknown): readonly number[] {
  const list: unknown = typeof axis === 'number' ? [axis] : axis
  if (!Array.isArray(list) || list.length === 0)
    throw new GradusError('type', `layerNormalization: axis must be a number or an array of numbers, got ${describe(axis)}`)
  list.forEach((each: unknown, i) => {
    checkInteger('layerNormalization', typeof axis === 'number' ? 'axis' : `axis[${i}]`, each)
    if (each === 0) throw new GradusError('range', 'layerNormalization: axis 0 is the batch; choose axes of the samples')
  })
  return [...list]
}
