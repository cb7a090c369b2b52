import { checkInteger, describe, GradusError, type Shape, sameShape } from '@gradus/kernel'
import { checkTensor, type NamedParameters, type Parameter, prelu as preluOf, type Regularizer, type Tensor } from '@gradus/tensor'
import { batchText, expectation, isBatchOf } from '../batch.ts'
import type { Initializer } from '../initializers/initializer.ts'
import { zeros } from '../initializers/zeros.ts'
import type { BuildContext, Layer } from '../layer.ts'
import { checkTrainableLayerOptions, type TrainableLayerOptions } from '../layer-options.ts'
import { type ParameterMaker, parameterMaker, partOptionNames } from '../parameter-maker.ts'
import type { SameShape } from '../shape-rule.ts'

/** Options of {@link prelu}. */
export interface PreluOptions extends TrainableLayerOptions {
  /** The axes along which all elements have one slope, of the batch: `[1, 2]` for images, so that each channel has its own. None unless stated. */
  readonly sharedAxes?: readonly number[]
  /** How the slopes begin: `zeros()` unless stated, as in Keras; PyTorch begins with 0.25. */
  readonly alphaInitializer?: Initializer
  /** What is added to the loss for the size of the slopes; nothing unless stated. */
  readonly alphaRegularizer?: Regularizer
}

/**
 * x where x > 0, else alpha · x, element by element: a leaky relu that learns its slopes.
 *
 * Shape: the input's; a parameter `alpha` of the sample's shape, with 1 for each shared axis.
 * Gradient: for alpha 0 where x > 0, else g · x; at the kink 0 both are those of the left side.
 * Throws: GradusError 'type' or 'range' for axes that are no integers >= 1 or come twice; when the model is built, 'shape' for one that the
 * input lacks.
 * Source: He et al. 2015, Delving deep into rectifiers.
 *
 * @example
 * prelu({ sharedAxes: [1, 2] }).outputShapeFor([28, 28, 8]) // [28, 28, 8]
 */
export function prelu(options: PreluOptions = {}): Layer<SameShape> {
  return new Prelu(options)
}

class Prelu implements Layer<SameShape> {
  readonly kind = 'prelu'
  readonly name: string | undefined
  readonly detail: string | undefined
  private readonly sharedAxes: readonly number[]
  readonly #createAlpha: ParameterMaker
  private inputShape: Shape | undefined
  private alpha: Parameter | undefined

  constructor(options: PreluOptions) {
    const { name, trainable } = checkTrainableLayerOptions('prelu', options, ['sharedAxes', ...partOptionNames('alpha')])
    const { sharedAxes = [] } = options
    if (!Array.isArray(sharedAxes)) throw new GradusError('type', `prelu: sharedAxes must be an array of axes, got ${describe(sharedAxes)}`)
    sharedAxes.forEach((axis: unknown, i) => {
      checkInteger('prelu', `sharedAxes[${i}]`, axis, { min: 1 })
    })
    if (new Set(sharedAxes).size !== sharedAxes.length)
      throw new GradusError('range', `prelu: sharedAxes [${sharedAxes}] name an axis twice`)
    this.name = name
    this.detail = sharedAxes.length === 0 ? undefined : `shared along ${sharedAxes.join(', ')}`
    this.sharedAxes = [...sharedAxes]
    this.#createAlpha = parameterMaker('prelu', 'alpha', options, zeros(), trainable)
  }

  outputShapeFor(inputShape: Shape): Shape {
    const beyond = this.sharedAxes.find((axis) => axis > inputShape.length)
    if (beyond !== undefined) throw new GradusError('shape', `prelu: shared axis ${beyond} is beyond ${batchText(inputShape)}`)
    const { inputShape: built } = this
    if (built && !sameShape(built, inputShape)) {
      throw new GradusError(
        'shape',
        `prelu was built for ${batchText(built)} and shares its parameters, got ${batchText(inputShape)}; make a second layer`,
      )
    }
    return inputShape
  }

  build(context: BuildContext): void {
    const inputShape = this.outputShapeFor(context.inputShape)
    if (this.alpha) return
    this.alpha = this.#createAlpha(
      inputShape.map((size, i) => (this.sharedAxes.includes(i + 1) ? 1 : size)),
      context,
    )
    this.inputShape = [...inputShape]
  }

  forward(x: Tensor): Tensor {
    checkTensor('prelu', 'x', x)
    const { alpha, inputShape } = this
    if (!alpha || !inputShape)
      throw new GradusError('state', 'prelu: has no parameters yet; make it part of a model, sequential([...]), first')
    if (!isBatchOf(x.shape, inputShape)) throw new GradusError('shape', expectation('prelu', inputShape, x.shape))
    return preluOf(x, alpha.tensor as never)
  }

  parameters(): NamedParameters {
    return new Map(this.alpha ? [['alpha', this.alpha]] : [])
  }
}
