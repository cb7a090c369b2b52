import { checkChoice, checkOptions, describe, GradusError, isFloat, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor, mean, reshape, sum, type Tensor } from '@gradus/tensor'

/** What a loss takes as prediction: probabilities in [0, 1], logits (any number, before sigmoid or softmax), or plain values. */
export type Expects = 'probabilities' | 'logits' | 'values'

/** How the samples' losses become one: `none` keeps them apart. */
export type Reduction = 'mean' | 'sum' | 'none'

/** What targets are: of the prediction's shape, or one class index per sample. */
export type TargetKind = 'likePrediction' | 'classIndex'

/** The shape of the targets for predictions of shape S. */
export type TargetShape<Kind extends TargetKind, S extends Shape> = Kind extends 'likePrediction'
  ? S
  : S extends readonly [...infer Rest extends Shape, number]
    ? readonly [...Rest]
    : Shape

/**
 * How wrong predictions are, as a number to make small. It is a function of prediction and target, and knows what it needs to be driven by a trainer.
 *
 * The first axis is the batch. Predictions never broadcast against targets.
 */
export interface Loss<Kind extends TargetKind = TargetKind> {
  /** The loss of a batch, reduced: a scalar, or [batch] for `none`. */
  <S extends Shape>(prediction: Tensor<S>, target: Tensor<TargetShape<Kind, S>>): Tensor
  readonly name: string
  readonly expects: Expects
  readonly target: Kind
  readonly reduction: Reduction
  /** One loss per sample, [batch]: the mean over a sample's own elements. Weighting and reduction come after it. */
  perSample(prediction: Tensor, target: Tensor): Tensor
}

/** Options of every loss. */
export interface LossOptions {
  /** Default 'mean', over the samples. */
  readonly reduction?: Reduction
}

/** A loss's own part. */
export interface LossDefinition<Kind extends TargetKind> {
  readonly name: string
  readonly expects: Expects
  readonly target: Kind
  /** The loss of each element, or of each row of class probabilities, in tensor operations; the mean over what is left of a sample is taken outside. */
  readonly elements: (prediction: Tensor, target: Tensor) => Tensor
}

/**
 * Makes a loss: checks the shapes, takes the mean per sample and reduces.
 *
 * @example
 * const squared = defineLoss({
 *   name: 'squared',
 *   expects: 'values',
 *   target: 'likePrediction',
 *   elements: (prediction, target) => square(subtract(prediction, target)),
 * })
 * squared(tensor([1, 2]), tensor([1, 4])).item() // 2
 */
export function defineLoss<Kind extends TargetKind>(definition: LossDefinition<Kind>, options: LossOptions = {}): Loss<Kind> {
  const { name, expects, target: kind, elements } = definition
  const { reduction = 'mean' } = options
  checkChoice(name, 'reduction', reduction, ['mean', 'sum', 'none'])
  const perSample = (prediction: Tensor, target: Tensor): Tensor => {
    checkPair(name, prediction, target, kind)
    const loss = elements(prediction, target)
    return loss.rank === 1 ? loss : (mean(reshape(loss as Tensor, [loss.shape[0]!, -1]) as Tensor, 1) as Tensor)
  }
  const loss = (prediction: Tensor, target: Tensor): Tensor => reduce(name, perSample(prediction, target), reduction)
  return Object.defineProperties(loss, {
    name: { value: name, enumerable: true },
    expects: { value: expects, enumerable: true },
    target: { value: kind, enumerable: true },
    reduction: { value: reduction, enumerable: true },
    perSample: { value: perSample, enumerable: true },
  }) as unknown as Loss<Kind>
}

/** Throws on an option that no loss of this kind has. */
export function checkLossOptions(name: string, options: object, known: readonly string[] = []): void {
  checkOptions(name, options, ['reduction', ...known])
}

function reduce(name: string, perSample: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return perSample
  if (reduction === 'mean' && perSample.size === 0)
    throw new GradusError('range', `${name}: the mean of 0 samples does not exist; the batch is empty`)
  return (reduction === 'mean' ? mean(perSample) : sum(perSample)) as Tensor
}

function checkPair(name: string, prediction: unknown, target: unknown, kind: TargetKind): void {
  checkTensor(name, 'prediction', prediction)
  checkTensor(name, 'target', target)
  if (!isFloat(prediction.dtype))
    throw new GradusError('type', `${name}: prediction is ${prediction.dtype}, expected float32 or float64; use cast`)
  if (prediction.rank === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
  if (kind === 'classIndex') return checkClassIndex(name, prediction, target)
  if (!sameShape(prediction.shape, target.shape)) {
    const pairs = prediction.size * target.size
    const hint =
      prediction.size === target.size ? `; it would compare ${pairs} pairs, use target.reshape(${shapeText(prediction.shape)})` : ''
    throw new GradusError(
      'shape',
      `${name}: prediction ${shapeText(prediction.shape)} and target ${shapeText(target.shape)} must have the same shape${hint}`,
    )
  }
  if (prediction.dtype !== target.dtype) {
    throw new GradusError(
      'type',
      `${name}: prediction is ${prediction.dtype}, target ${target.dtype}; use cast(target, ${describe(prediction.dtype)})`,
    )
  }
}

function checkClassIndex(name: string, prediction: Tensor, target: Tensor): void {
  const expected = prediction.shape.slice(0, -1)
  if (prediction.rank < 2)
    throw new GradusError('shape', `${name}: prediction has shape ${shapeText(prediction.shape)}, expected [batch, classes]`)
  if (!sameShape(target.shape, expected)) {
    throw new GradusError(
      'shape',
      `${name}: target has shape ${shapeText(target.shape)}, expected ${shapeText(expected)}: one class index for each row of prediction ${shapeText(prediction.shape)}`,
    )
  }
  if (target.dtype !== 'int32')
    throw new GradusError('type', `${name}: target is ${target.dtype}, expected int32 class indices; use cast(target, "int32")`)
}
