export { type BinaryCrossEntropyOptions, binaryCrossEntropy } from './binary-cross-entropy.ts'
export { type BinaryFocalCrossEntropyOptions, binaryFocalCrossEntropy } from './binary-focal-cross-entropy.ts'
export { type CategoricalCrossEntropyOptions, categoricalCrossEntropy } from './categorical-cross-entropy.ts'
export { type CategoricalFocalCrossEntropyOptions, categoricalFocalCrossEntropy } from './categorical-focal-cross-entropy.ts'
export {
  type CategoricalGeneralizedCrossEntropyOptions,
  categoricalGeneralizedCrossEntropy,
} from './categorical-generalized-cross-entropy.ts'
export { categoricalHinge } from './categorical-hinge.ts'
export { type CosineSimilarityOptions, cosineSimilarity } from './cosine-similarity.ts'
export type { CrossEntropyOptions } from './cross-entropy-options.ts'
export { dice } from './dice.ts'
export { hinge } from './hinge.ts'
export { type HuberOptions, huber } from './huber.ts'
export { type KlDivergenceOptions, klDivergence } from './kl-divergence.ts'
export { logCosh } from './log-cosh.ts'
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
export { type MeanAbsolutePercentageErrorOptions, meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts'
export { meanSquaredError } from './mean-squared-error.ts'
export { type MeanSquaredLogarithmicErrorOptions, meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts'
export { type PoissonOptions, poisson } from './poisson.ts'
export type { Reduction } from './reduction.ts'
export { type SparseCategoricalCrossEntropyOptions, sparseCategoricalCrossEntropy } from './sparse-categorical-cross-entropy.ts'
export { squaredHinge } from './squared-hinge.ts'
export type { TargetKind, TargetShape } from './target.ts'
export { type TverskyOptions, tversky } from './tversky.ts'
