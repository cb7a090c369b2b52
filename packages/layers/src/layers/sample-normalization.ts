import { checkInteger, checkNumber, describe, GradusError, normalizeAxis, type Shape, sameShape } from '@gradus/kernel'
import { checkTensor, type NamedParameters, type Tensor } from '@gradus/tensor'
import { batchText } from '../batch.ts'
import type { BuildContext, Layer } from '../layer.ts'
import { checkTrainableLayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'
import { ScaleAndShift, type ScaleAndShiftOptions, scaleAndShiftNames, scaleNames } from './scale-and-shift.ts'

/** Options of normalizations of each sample by itself. */
export interface SampleNormalizationOptions extends ScaleAndShiftOptions {
  /** Along which axes of the batch, one or several, 0 excluded; −1 unless stated. PyTorch's `normalized_shape` names the last axes. */
  readonly axis?: number | readonly number[]
}

/** What makes a normalization of each sample by itself. */
export interface SampleNormalizationRule {
  readonly kind: string
  /** The epsilon unless one is stated. */
  readonly epsilon: number
  /** Whether it can have a beta. */
  readonly center: boolean
  /** The normalized numbers. What it reduces keeps its axes, with size 1. */
  readonly normalize: (x: Tensor, axes: readonly number[], epsilon: number) => Tensor
}

/** A normalization of each sample by itself, with what it learns, as a layer. */
export class SampleNormalization implements Layer<SameShape> {
  readonly kind: string
  readonly name: string | undefined
  readonly detail: string
  readonly #normalize: SampleNormalizationRule['normalize']
  private readonly axes: readonly number[]
  private readonly epsilon: number
  private readonly learned: ScaleAndShift
  private builtFor: Shape | undefined

  constructor({ kind, epsilon: usual, center, normalize }: SampleNormalizationRule, options: SampleNormalizationOptions) {
    const { name, trainable } = checkTrainableLayerOptions(kind, options, ['axis', ...(center ? scaleAndShiftNames : scaleNames)])
    const { axis = -1, epsilon = usual } = options
    checkNumber(kind, 'epsilon', epsilon, { min: 0 })
    this.kind = kind
    this.name = name
    this.#normalize = normalize
    this.axes = axesOf(kind, axis)
    this.detail = `axis ${this.axes.join(', ')}`
    this.epsilon = epsilon
    this.learned = new ScaleAndShift(kind, center ? options : { ...options, center }, trainable)
  }

  outputShapeFor(inputShape: Shape): Shape {
    const { builtFor, kind } = this
    const sizes = this.axesFor(inputShape).map((axis) => inputShape[axis - 1]!)
    if (builtFor && !sameShape(builtFor, sizes)) {
      throw new GradusError(
        'shape',
        `${kind} was built for [${builtFor}] along axis ${this.axes.join(', ')} and shares its parameters, got [${sizes}]; make a second layer`,
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
    if (!this.builtFor)
      throw new GradusError('state', `${this.kind}: has no parameters yet; make it part of a model, sequential([...]), first`)
    const axes = this.axesFor(this.outputShapeFor(x.shape.slice(1)))
    return this.learned.apply(
      this.#normalize(x, axes, this.epsilon),
      x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
    )
  }

  parameters(): NamedParameters {
    return new Map(this.learned.parameters())
  }

  /** The axes of the batch, in ascending order. */
  private axesFor(inputShape: Shape): number[] {
    const { kind } = this
    const axes = this.axes.map((axis) => normalizeAxis(kind, axis, inputShape.length + 1))
    if (axes.includes(0))
      throw new GradusError('range', `${kind}: axis 0 of ${batchText(inputShape)} is the batch; choose axes of the samples`)
    const duplicate = axes.find((axis, i) => axes.indexOf(axis) !== i)
    if (duplicate !== undefined) throw new GradusError('range', `${kind}: duplicate axis ${duplicate}`)
    return axes.sort((a, b) => a - b)
  }
}

function axesOf(kind: string, axis: unknown): readonly number[] {
  const list: unknown = typeof axis === 'number' ? [axis] : axis
  if (!Array.isArray(list) || list.length === 0)
    throw new GradusError('type', `${kind}: axis must be a number or an array of numbers, got ${describe(axis)}`)
  list.forEach((each: unknown, i) => {
    checkInteger(kind, typeof axis === 'number' ? 'axis' : `axis[${i}]`, each)
    if (each === 0) throw new GradusError('range', `${kind}: axis 0 is the batch; choose axes of the samples`)
  })
  return [...list]
}
