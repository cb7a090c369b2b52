export { binaryCrossEntropy, type CrossEntropyOptions } from './binary-cross-entropy.ts'
export { categoricalCrossEntropy } from './categorical-cross-entropy.ts'
export {
  defineLoss,
  type Expects,
  type Loss,
  type LossDefinition,
  type LossOptions,
  type Reduction,
  type TargetKind,
  type TargetShape,
} from './loss.ts'
export { meanAbsoluteError } from './mean-absolute-error.ts'
export { meanSquaredError } from './mean-squared-error.ts'
export { sparseCategoricalCrossEntropy } from './sparse-categorical-cross-entropy.ts'
