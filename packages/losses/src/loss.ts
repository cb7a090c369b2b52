import { checkChoice, checkOptions, checkParts, describe, GradusError, type Shape } from '@gradus/kernel'
import { type Check, checkRowIndices, checkSame, checkTensor, detach, type Tensor } from '@gradus/tensor'
import { meanPerSample, type Reduction, reduce, weighSamples } from './reduction.ts'
import type { ClassIndex, LikePrediction, SampleWeights, TargetKind } from './target.ts'

/** What a loss takes as prediction: probabilities in [0, 1], logits (any number, before sigmoid or softmax), or plain values. */
export type Expects = 'probabilities' | 'logits' | 'values'

/**
 * How wrong predictions are, as a number to make small. It is a function of prediction and target, and knows what it needs to be driven by a trainer.
 *
 * The first axis is the batch. Predictions never broadcast against targets.
 */
export type Loss<Kind extends TargetKind = TargetKind> = LossCall<Kind> & SampleLoss<Kind>

/** What a trainer needs of a loss: any object of this shape, also one that cannot be called. */
export interface SampleLoss<Kind extends TargetKind = TargetKind> {
  /** What messages call it. */
  readonly name: string
  /** What predictions it is made for. */
  readonly expects: Expects
  /** What its targets are. */
  readonly target: Kind
  /** What becomes of the samples' losses. */
  readonly reduction: Reduction
  /** One loss per sample, [batch]: the mean over a sample's own elements. Weights of samples and the reduction come after it. */
  perSample(prediction: Tensor, target: Tensor): Tensor
  /**
   * What each sample counts in the mean over samples, [batch]: the mean over its own elements of their weights (of a class; 0 for what is
   * ignored). The mean is then Σ perSample / Σ sampleWeights, and 0 where nothing counts. Absent: each counts 1, the mean is Σ perSample / batch.
   *
   * Of the target's dtype, of class indices float64: cast it to that of the losses. It has no gradient.
   */
  sampleWeights?(target: Tensor): Tensor
}

/**
 * The loss of a batch, reduced: a scalar, or [batch] for `none`. `weights`, [batch], multiply the samples' losses before that and leave what
 * the sum is divided by as it is. The shapes are checked where the kind of targets is known.
 */
export type LossCall<Kind extends TargetKind> = [TargetKind] extends [Kind]
  ? (prediction: Tensor, target: Tensor, weights?: Tensor) => Tensor
  : CallOfKind[Kind]

interface CallOfKind {
  likePrediction<S extends Shape, T extends Shape, W extends Shape>(
    prediction: Tensor<S>,
    target: Check<Tensor<T>, LikePrediction<S, T>>,
    weights?: Check<Tensor<W>, SampleWeights<S, W>>,
  ): Tensor
  classIndex<S extends Shape, T extends Shape, W extends Shape>(
    prediction: Tensor<S>,
    target: Check<Tensor<T>, ClassIndex<S, T>>,
    weights?: Check<Tensor<W>, SampleWeights<S, W>>,
  ): Tensor
}

/** Options of every loss. */
export interface LossOptions {
  /** Over the samples, each of which counts by the mean of its elements (as in Keras; PyTorch's sum adds elements). Default 'mean'. */
  readonly reduction?: Reduction
}

/** A loss's own part. */
export interface LossDefinition<Kind extends TargetKind> {
  /** What messages call it. */
  readonly name: string
  /** What predictions it is made for. */
  readonly expects: Expects
  /** What its targets are. */
  readonly target: Kind
  /** The loss of each element, or of each row of class probabilities, in tensor operations; the mean over what is left of a sample is taken outside. */
  readonly elements: (prediction: Tensor, target: Tensor) => Tensor
  /** What each of these counts in the mean, where that is not 1: the weights that `elements` has multiplied the losses by, from the target alone. */
  readonly elementWeights?: (target: Tensor) => Tensor
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
  checkParts('defineLoss', definition, ['name', 'expects', 'target', 'elements', 'elementWeights'])
  const { name, expects, target: kind, elements, elementWeights } = definition
  if (typeof name !== 'string' || name === '')
    throw new GradusError('type', `defineLoss: name must be a text that is not empty, got ${describe(name)}`)
  checkChoice(name, 'expects', expects, ['probabilities', 'logits', 'values'])
  checkChoice(name, 'target', kind, ['likePrediction', 'classIndex'])
  if (typeof elements !== 'function') throw new GradusError('type', `${name}: elements must be a function, got ${describe(elements)}`)
  if (elementWeights !== undefined && typeof elementWeights !== 'function')
    throw new GradusError('type', `${name}: elementWeights must be a function, got ${describe(elementWeights)}`)
  // A loss with options of its own hands all of them on.
  checkOptions(name, options, Object.keys(options ?? {}))
  const { reduction = 'mean' } = options
  checkChoice(name, 'reduction', reduction, ['mean', 'sum', 'none'])
  const perSample = (prediction: Tensor, target: Tensor): Tensor => {
    if (kind === 'classIndex') checkRowIndices(name, 'prediction', prediction, 'target', target)
    else checkSame(name, 'prediction', prediction, 'target', target)
    if (prediction.rank === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
    return meanPerSample(name, 'elements', elements(prediction, target), prediction.shape[0]!)
  }
  const sampleWeights =
    elementWeights &&
    ((target: Tensor): Tensor => {
      checkTensor(name, 'target', target)
      if (target.rank === 0) throw new GradusError('shape', `${name}: target is a scalar, expected [batch, …]`)
      return detach(meanPerSample(name, 'elementWeights', elementWeights(target), target.shape[0]!))
    })
  const loss = (prediction: Tensor, target: Tensor, weights?: Tensor): Tensor => {
    const each = perSample(prediction, target)
    const weighted = weights === undefined ? each : weighSamples(name, each, weights)
    return reduce(name, weighted, reduction, sampleWeights && (() => sampleWeights(target)))
  }
  return Object.defineProperties(loss, {
    name: { value: name, enumerable: true },
    expects: { value: expects, enumerable: true },
    target: { value: kind, enumerable: true },
    reduction: { value: reduction, enumerable: true },
    perSample: { value: perSample, enumerable: true },
    ...(sampleWeights && { sampleWeights: { value: sampleWeights, enumerable: true } }),
  }) as unknown as Loss<Kind>
}

/** Throws on an option that no loss of this kind has; `own` are those beside {@link LossOptions}. */
export function checkLossOptions(name: string, options: object, own: readonly string[] = []): void {
  checkOptions(name, options, ['reduction', ...own])
}
