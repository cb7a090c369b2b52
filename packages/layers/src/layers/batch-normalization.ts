import { checkChoice, checkInteger, checkNumber, GradusError, normalizeAxis, type Shape } from '@gradus/kernel'
import {
  add,
  checkTensor,
  mean,
  multiply,
  type NamedParameters,
  noGradient,
  type Parameter,
  reshape,
  rsqrt,
  square,
  subtract,
  type Tensor,
} from '@gradus/tensor'
import { batchText } from '../batch.ts'
import { checkInitializer, createParameter } from '../create-parameter.ts'
import type { Initializer } from '../initializers/initializer.ts'
import { ones } from '../initializers/ones.ts'
import { zeros } from '../initializers/zeros.ts'
import { type BuildContext, checkContext, evaluation, type ForwardContext, type Layer } from '../layer.ts'
import { checkTrainableLayerOptions } from '../layer-options.ts'
import type { SameShape } from '../shape-rule.ts'
import { ScaleAndShift, type ScaleAndShiftOptions, scaleAndShiftNames } from './scale-and-shift.ts'

/** Options of {@link batchNormalization}. */
export interface BatchNormalizationOptions extends ScaleAndShiftOptions {
  /** The axis of the channels, of the batch: −1 unless stated, 1 for images with their channels first. */
  readonly axis?: number
  /** How much of a running statistic a step keeps; 0.99 unless stated, as in Keras. PyTorch's momentum is what it replaces: 0.1 there is 0.9 here. */
  readonly momentum?: number
  /**
   * Which variance of the batch the running one takes in: that of these very numbers (`'biased'`, unless stated, as in Keras), or the
   * estimate from a sample (`'unbiased'`, as in PyTorch). The batch itself is always divided by the biased one.
   */
  readonly runningVariance?: 'biased' | 'unbiased'
  /** How the running mean begins: `zeros()` unless stated. */
  readonly runningMeanInitializer?: Initializer
  /** How the running variance begins: `ones()` unless stated. */
  readonly runningVarianceInitializer?: Initializer
}

/**
 * gamma · (x − mean) / √(variance + epsilon) + beta for each channel: with mean and variance of the batch while training, and with running
 * ones otherwise. A step that trains moves the running ones: running · momentum + batch · (1 − momentum).
 *
 * Shape: the input's; parameters `gamma`, `beta` and the running statistics `runningMean`, `runningVariance`, of the number of channels.
 * While the statistics are frozen (`trainable: false`, `freeze`), training uses the running ones too and leaves them alone.
 * Throws: GradusError 'type' or 'range' for an option that is none; 'range' when it trains on one value per channel, which has no variance.
 * Source: Ioffe & Szegedy 2015, Batch normalization; defined as Keras' `BatchNormalization`, as PyTorch's by
 * `{ momentum: 0.9, epsilon: 1e-5, runningVariance: 'unbiased' }`.
 *
 * @example
 * const model = sequential([input([1]), batchNormalization({ epsilon: 0, momentum: 0.5 })])
 * model.forward(tensor([[3], [5]]), { training: true }).toArray() // [[-1], [1]]
 * model.parameters().get('batchNormalization.runningMean')?.tensor.toArray() // [2]
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): Layer<SameShape> {
  return new BatchNormalization(options)
}

const kind = 'batchNormalization'

class BatchNormalization implements Layer<SameShape> {
  readonly kind = kind
  readonly name: string | undefined
  readonly detail: string
  private readonly axis: number
  private readonly momentum: number
  private readonly epsilon: number
  private readonly isUnbiased: boolean
  private readonly learned: ScaleAndShift
  readonly #createStatistics: (shape: Shape, context: BuildContext) => Statistics
  private statistics: Statistics | undefined

  constructor(options: BatchNormalizationOptions) {
    const { name, trainable } = checkTrainableLayerOptions(kind, options, [...optionNames, ...scaleAndShiftNames])
    const { axis = -1, momentum = 0.99, epsilon = 1e-3, runningVariance = 'biased' } = options
    const { runningMeanInitializer = zeros(), runningVarianceInitializer = ones() } = options
    checkInteger(kind, 'axis', axis)
    if (axis === 0) throw new GradusError('range', `${kind}: axis 0 is the batch; choose the axis of the channels`)
    checkNumber(kind, 'momentum', momentum, { min: 0, max: 1 })
    checkNumber(kind, 'epsilon', epsilon, { min: 0 })
    checkChoice(kind, 'runningVariance', runningVariance, ['biased', 'unbiased'])
    checkInitializer(kind, 'runningMeanInitializer', runningMeanInitializer)
    checkInitializer(kind, 'runningVarianceInitializer', runningVarianceInitializer)
    this.name = name
    this.detail = `momentum ${momentum}`
    this.axis = axis
    this.momentum = momentum
    this.epsilon = epsilon
    this.isUnbiased = runningVariance === 'unbiased'
    this.learned = new ScaleAndShift(kind, options, trainable)
    this.#createStatistics = (shape, context) => ({
      mean: createParameter(shape, runningMeanInitializer, context, { statistic: true, trainable }),
      variance: createParameter(shape, runningVarianceInitializer, context, { statistic: true, trainable }),
    })
  }

  outputShapeFor(inputShape: Shape): Shape {
    const channels = inputShape[this.axisFor(inputShape) - 1]!
    const built = this.statistics?.mean.tensor.size
    if (built !== undefined && built !== channels)
      throw new GradusError(
        'shape',
        `${kind} was built for ${built} channels and shares its parameters, got ${channels}; make a second layer`,
      )
    return inputShape
  }

  build(context: BuildContext): void {
    const inputShape = this.outputShapeFor(context.inputShape)
    if (this.statistics) return
    const shape = [inputShape[this.axisFor(inputShape) - 1]!]
    const statistics = this.#createStatistics(shape, context)
    this.learned.build(shape, context)
    this.statistics = statistics
  }

  forward(x: Tensor, context: ForwardContext = evaluation): Tensor {
    checkTensor(kind, 'x', x)
    checkContext(kind, context)
    const { statistics, epsilon } = this
    if (!statistics) throw new GradusError('state', `${kind}: has no parameters yet; make it part of a model, sequential([...]), first`)
    const channelAxis = this.axisFor(this.outputShapeFor(x.shape.slice(1)))
    const shape = x.shape.map((size, axis) => (axis === channelAxis ? size : 1))
    const batch = context.training && isUpdated(statistics) ? this.ofBatch(x, channelAxis) : undefined
    const distance = batch?.distance ?? (subtract(x, reshape(statistics.mean.tensor, shape) as Tensor) as Tensor)
    const variance = batch?.variance ?? (reshape(statistics.variance.tensor, shape) as Tensor)
    if (batch) this.update(statistics, batch)
    return this.learned.apply(multiply(distance, rsqrt(add(variance, epsilon))) as Tensor, shape)
  }

  parameters(): NamedParameters {
    const { statistics } = this
    if (!statistics) return new Map()
    return new Map([...this.learned.parameters(), ['runningMean', statistics.mean], ['runningVariance', statistics.variance]])
  }

  private ofBatch(x: Tensor, channelAxis: number): BatchStatistics {
    const axes = [...x.shape.keys()].filter((axis) => axis !== channelAxis)
    const count = axes.reduce((product, axis) => product * x.shape[axis]!, 1)
    if (count < 2) {
      const values = count === 1 ? 'one value' : 'no values'
      throw new GradusError(
        'range',
        `${kind}: training on ${values} per channel, got [${x.shape}]; use batches of more samples, the last one too, or freeze the layer`,
      )
    }
    const average = mean(x, axes, { keepDims: true }) as Tensor
    const distance = subtract(x, average) as Tensor
    return { count, average, distance, variance: mean(square(distance), axes, { keepDims: true }) as Tensor }
  }

  private update({ mean: runningMean, variance: runningVariance }: Statistics, { count, average, variance }: BatchStatistics): void {
    const { momentum, isUnbiased } = this
    const move = ({ tensor: running }: Parameter, now: Tensor): void => {
      const flat = reshape(now, running.shape) as Tensor
      running.assign(add(multiply(running, momentum), multiply(flat, 1 - momentum)) as Tensor)
    }
    noGradient(() => {
      move(runningMean, average)
      move(runningVariance, isUnbiased ? (multiply(variance, count / (count - 1)) as Tensor) : variance)
    })
  }

  private axisFor(inputShape: Shape): number {
    const axis = normalizeAxis(kind, this.axis, inputShape.length + 1)
    if (axis === 0)
      throw new GradusError('range', `${kind}: axis ${this.axis} of ${batchText(inputShape)} is the batch; choose the axis of the channels`)
    return axis
  }
}

const optionNames = ['axis', 'momentum', 'runningVariance', 'runningMeanInitializer', 'runningVarianceInitializer']

interface Statistics {
  readonly mean: Parameter
  readonly variance: Parameter
}

interface BatchStatistics {
  /** How many values each channel has. */
  readonly count: number
  readonly average: Tensor
  readonly distance: Tensor
  readonly variance: Tensor
}

/** Frozen as soon as one of them is. */
function isUpdated({ mean, variance }: Statistics): boolean {
  return mean.statistic === 'updated' && variance.statistic === 'updated'
}
