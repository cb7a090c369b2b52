import type { Shape } from '@gradus/kernel'
import type { Tensor } from '@gradus/tensor'
import {
  binaryCrossEntropy,
  defineLoss,
  type Loss,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
  type TargetKind,
  type TargetShape,
} from './index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

/** Protects: what a trainer asks of targets follows from the kind of loss and the model's output. */
export type Targets = Expect<
  [
    Equal<TargetShape<'likePrediction', readonly [number, 3]>, readonly [number, 3]>,
    Equal<TargetShape<'classIndex', readonly [number, 3]>, readonly [number]>,
    Equal<TargetShape<'classIndex', readonly [4, 5, 3]>, readonly [4, 5]>,
    Equal<TargetShape<'classIndex', Shape>, Shape>,
  ]
>

declare const fourByOne: Tensor<readonly [4, 1]>
declare const fourByThree: Tensor<readonly [4, 3]>
declare const someByThree: Tensor<readonly [number, 3]>
declare const four: Tensor<readonly [4]>
declare const some: Tensor<readonly [number]>
declare const dynamic: Tensor

const squared = meanSquaredError()
const sparse = sparseCategoricalCrossEntropy()

/** Protects: what fits, or may fit at run time, compiles, and gives a tensor. */
export const fitting: Tensor[] = [
  squared(fourByOne, fourByOne),
  squared(dynamic, fourByOne),
  squared(fourByOne, dynamic),
  squared(someByThree, fourByThree),
  squared(fourByThree, someByThree),
  squared(four, some),
  sparse(fourByThree, four),
  sparse(fourByThree, some),
  sparse(someByThree, four),
  sparse(dynamic, four),
  sparse(fourByThree, dynamic),
  squared(fourByOne, fourByOne, four),
  squared(fourByOne, fourByOne, some),
  squared(someByThree, fourByThree, four),
  squared(dynamic, dynamic, four),
  sparse(fourByThree, four, dynamic),
]

/** Protects: broadcasting a column against a row, the classic silent mistake, does not compile; nor do other wrong targets. */
export const wrong = [
  // @ts-expect-error "loss: prediction [4,1] and target [4] must have the same shape"
  squared(fourByOne, four),
  // @ts-expect-error "loss: prediction [4,1] and target [4,3] must have the same shape"
  squared(fourByOne, fourByThree),
  // @ts-expect-error "loss: prediction [number] and target [4,1] must have the same shape"
  squared(some, fourByOne),
  // @ts-expect-error "loss: target has shape [4,3], expected [4], one index for each row of prediction [4,3]"
  sparse(fourByThree, fourByThree),
  // @ts-expect-error "loss: target has shape [4,1], expected [4], one index for each row of prediction [4,3]"
  sparse(fourByThree, fourByOne),
  // @ts-expect-error "loss: weights have shape [4,1], expected [4], one for each sample of prediction [4,1]"
  squared(fourByOne, fourByOne, fourByOne),
  // @ts-expect-error "loss: weights have shape [4,3], expected [4], one for each sample of prediction [4,3]"
  sparse(fourByThree, four, fourByThree),
]

/** Protects: losses of every kind go where any loss is taken, and can be called there. */
export const losses: readonly Loss[] = [squared, sparse, binaryCrossEntropy({ fromLogits: true })]
export const values: readonly Tensor[] = losses.map((loss) => loss(dynamic, dynamic))

/** Protects: a loss of a kind that is not known yet is a loss. */
export function anyOf<Kind extends TargetKind>(loss: Loss<Kind>): Loss {
  return loss
}

/** Protects: generic code over shapes compiles. */
export function withItself<S extends Shape>(prediction: Tensor<S>, target: Tensor<S>): Tensor {
  return squared(prediction, target)
}
export function withAnything<S extends Shape>(prediction: Tensor<S>, target: Tensor): Tensor {
  return squared(prediction, target)
}

/** Protects: the kind of targets is read from the definition. */
export const own = defineLoss({ name: 'own', expects: 'values', target: 'classIndex', elements: (prediction) => prediction })
export type Own = Expect<[Equal<typeof own, Loss<'classIndex'>>]>
