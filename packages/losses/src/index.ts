export { binaryCrossEntropy } from './binary-cross-entropy.ts'
export { categoricalCrossEntropy } from './categorical-cross-entropy.ts'
export type { CrossEntropyOptions } from './cross-entropy-options.ts'
export {
  checkLossOptions,
  defineLoss,
  type Expects,
  type Loss,
  type LossDefinition,
  type LossOptions,
  type SampleLoss,
} from './loss.ts'
export { meanAbsoluteError } from './mean-absolute-error.ts'
export { meanSquaredError } from './mean-squared-error.ts'
export type { Reduction } from './reduction.ts'
export { sparseCategoricalCrossEntropy } from './sparse-categorical-cross-entropy.ts'
export type { TargetKind, TargetShape } from './target.ts'
