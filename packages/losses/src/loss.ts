import { checkChoice, checkOptions, checkParts, describe, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { type Check, checkRowIndices, checkSame, checkTensor, mean, sum, type Tensor } from '@gradus/tensor'
import type { ClassIndex, LikePrediction, TargetKind } from './target.ts'

/** What a loss takes as prediction: probabilities in [0, 1], logits (any number, before sigmoid or softmax), or plain values. */
export type Expects = 'probabilities' | 'logits' | 'values'

/** How the samples' losses become one: `none` keeps them apart. */
export type Reduction = 'mean' | 'sum' | 'none'

/**
 * How wrong predictions are, as a number to make small. It is a function of prediction and target, and knows what it needs to be driven by a trainer.
 *
 * The first axis is the batch. Predictions never broadcast against targets.
 */
export type Loss<Kind extends TargetKind = TargetKind> = LossCall<Kind> & SampleLoss<Kind>

/** What a trainer needs of a loss: any object of this shape, also one that cannot be called. */
export interface SampleLoss<Kind extends TargetKind = TargetKind> {
  readonly name: string
  readonly expects: Expects
  readonly target: Kind
  readonly reduction: Reduction
  /** One loss per sample, [batch]: the mean over a sample's own elements. Weighting and reduction come after it. */
  perSample(prediction: Tensor, target: Tensor): Tensor
}

/** The loss of a batch, reduced: a scalar, or [batch] for `none`. The shape of the target is checked where the kind of targets is known. */
export type LossCall<Kind extends TargetKind> = [TargetKind] extends [Kind]
  ? (prediction: Tensor, target: Tensor) => Tensor
  : CallOfKind[Kind]

interface CallOfKind {
  likePrediction<S extends Shape, T extends Shape>(prediction: Tensor<S>, target: Check<Tensor<T>, LikePrediction<S, T>>): Tensor
  classIndex<S extends Shape, T extends Shape>(prediction: Tensor<S>, target: Check<Tensor<T>, ClassIndex<S, T>>): Tensor
}

/** Options of every loss. */
export interface LossOptions {
  /** Over the samples, each of which counts by the mean of its elements (as in Keras; PyTorch's sum adds elements). Default 'mean'. */
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
  checkParts('defineLoss', definition, ['name', 'expects', 'target', 'elements'])
  const { name, expects, target: kind, elements } = definition
  if (typeof name !== 'string' || name === '')
    throw new GradusError('type', `defineLoss: name must be a text that is not empty, got ${describe(name)}`)
  checkChoice(name, 'expects', expects, ['probabilities', 'logits', 'values'])
  checkChoice(name, 'target', kind, ['likePrediction', 'classIndex'])
  if (typeof elements !== 'function') throw new GradusError('type', `${name}: elements must be a function, got ${describe(elements)}`)
  // A loss with options of its own hands all of them on.
  checkOptions(name, options, Object.keys(options ?? {}))
  const { reduction = 'mean' } = options
  checkChoice(name, 'reduction', reduction, ['mean', 'sum', 'none'])
  const perSample = (prediction: Tensor, target: Tensor): Tensor => {
    if (kind === 'classIndex') checkRowIndices(name, 'prediction', prediction, 'target', target)
    else checkSame(name, 'prediction', prediction, 'target', target)
    if (prediction.rank === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
    return meanPerSample(name, elements(prediction, target), prediction.shape[0]!)
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

/** Throws on an option that no loss of this kind has; `own` are those beside {@link LossOptions}. */
export function checkLossOptions(name: string, options: object, own: readonly string[] = []): void {
  checkOptions(name, options, ['reduction', ...own])
}

/** The mean over all axes but the first. */
function meanPerSample(name: string, losses: Tensor, batch: number): Tensor {
  checkTensor(name, 'the result of elements', losses)
  if (losses.rank === 0 || losses.shape[0] !== batch) {
    throw new GradusError(
      'shape',
      `${name}: elements gave shape ${shapeText(losses.shape)}, expected [${batch}, …]: one or more per sample`,
    )
  }
  if (losses.rank === 1) return losses
  if (losses.size === 0 && batch > 0)
    throw new GradusError(
      'range',
      `${name}: the mean of 0 items does not exist; a sample of shape ${shapeText(losses.shape.slice(1))} is empty`,
    )
  return mean<Shape, readonly number[]>(
    losses,
    Array.from({ length: losses.rank - 1 }, (_, axis) => axis + 1),
  ) as Tensor
}

function reduce(name: string, perSample: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return perSample
  if (reduction === 'sum') return sum(perSample) as Tensor
  if (perSample.size === 0) throw new GradusError('range', `${name}: the mean of 0 items does not exist; the batch is empty`)
  return mean(perSample) as Tensor
}
