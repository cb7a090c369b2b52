import { checkBoolean, type Shape } from '@gradus/kernel'
import { add, multiply, type Parameter, type Regularizer, reshape, type Tensor } from '@gradus/tensor'
import type { Initializer } from '../initializers/initializer.ts'
import { ones } from '../initializers/ones.ts'
import { zeros } from '../initializers/zeros.ts'
import type { BuildContext } from '../layer.ts'
import type { TrainableLayerOptions } from '../layer-options.ts'
import { type ParameterMaker, parameterMaker } from '../parameter-maker.ts'

/** What normalizations take for what comes after: gamma · x + beta. */
export interface ScaleAndShiftOptions extends TrainableLayerOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-3 unless stated, as in Keras; PyTorch has 1e-5. */
  readonly epsilon?: number
  /** Whether beta is added; true unless stated. */
  readonly center?: boolean
  /** Whether gamma is a factor; true unless stated. */
  readonly scale?: boolean
  /** How beta begins: `zeros()` unless stated. */
  readonly betaInitializer?: Initializer
  /** How gamma begins: `ones()` unless stated. */
  readonly gammaInitializer?: Initializer
  /** What is added to the loss for the size of beta; nothing unless stated. */
  readonly betaRegularizer?: Regularizer
  /** What is added to the loss for the size of gamma; nothing unless stated. */
  readonly gammaRegularizer?: Regularizer
}

/** The names of the options of a normalization without beta that are no matter of every layer. */
export const scaleNames = ['epsilon', 'scale', 'gammaInitializer', 'gammaRegularizer']

/** The same with beta. */
export const scaleAndShiftNames = [...scaleNames, 'center', 'betaInitializer', 'betaRegularizer']

/** The factor and the summand that normalizations learn. */
export class ScaleAndShift {
  readonly #createGamma: ParameterMaker | undefined
  readonly #createBeta: ParameterMaker | undefined
  private gamma: Parameter | undefined
  private beta: Parameter | undefined

  constructor(kind: string, options: ScaleAndShiftOptions, trainable: boolean) {
    const { center = true, scale = true } = options
    checkBoolean(kind, 'center', center)
    checkBoolean(kind, 'scale', scale)
    const createGamma = parameterMaker(kind, 'gamma', options, ones(), trainable)
    const createBeta = parameterMaker(kind, 'beta', options, zeros(), trainable)
    this.#createGamma = scale ? createGamma : undefined
    this.#createBeta = center ? createBeta : undefined
  }

  build(shape: Shape, context: BuildContext): void {
    const gamma = this.#createGamma?.(shape, context)
    // Only now: an initializer may throw, and half a layer would pass for a whole one.
    this.beta = this.#createBeta?.(shape, context)
    this.gamma = gamma
  }

  /** gamma · x + beta, with both in a shape that broadcasts with x. */
  apply(x: Tensor, shape: Shape): Tensor {
    const arranged = ({ tensor }: Parameter): Tensor => reshape(tensor, shape) as Tensor
    const scaled = this.gamma ? multiply(x, arranged(this.gamma)) : x
    return this.beta ? add(scaled, arranged(this.beta)) : scaled
  }

  parameters(): [string, Parameter][] {
    const parameters: [string, Parameter][] = []
    if (this.gamma) parameters.push(['gamma', this.gamma])
    if (this.beta) parameters.push(['beta', this.beta])
    return parameters
  }
}
