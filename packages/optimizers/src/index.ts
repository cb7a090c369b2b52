export { type AdadeltaOptions, adadelta } from './adadelta.ts'
export { type AdagradOptions, adagrad } from './adagrad.ts'
export { type AdamOptions, adam } from './adam.ts'
export { type AdamWOptions, adamW } from './adam-w.ts'
export { type AdamaxOptions, adamax } from './adamax.ts'
export type { Clipping } from './clip.ts'
export { defineOptimizer } from './define-optimizer.ts'
export { type LionOptions, lion } from './lion.ts'
export { type NadamOptions, nadam } from './nadam.ts'
export type { Optimizer } from './optimizer.ts'
export {
  checkOptimizerOptions,
  type GroupOptions,
  type OptimizerOptions,
  type ParameterGroup,
  type ParameterSelector,
} from './optimizer-options.ts'
export { type RmspropOptions, rmsprop } from './rmsprop.ts'
export {
  type CosineDecayOptions,
  type CosineDecayRestartsOptions,
  constant,
  cosineDecay,
  cosineDecayRestarts,
  type ExponentialDecayOptions,
  exponentialDecay,
  type InverseTimeDecayOptions,
  inverseTimeDecay,
  type MultiStepDecayOptions,
  multiStepDecay,
  type OneCycleOptions,
  oneCycle,
  type PolynomialDecayOptions,
  polynomialDecay,
  type Schedule,
  type StepDecayOptions,
  stepDecay,
  type WarmUpOptions,
  warmUp,
} from './schedules/index.ts'
export { type SgdOptions, sgd } from './sgd.ts'
export type { OptimizerState, Slots } from './state.ts'
export type { GroupRule, OptimizerDefinition, UpdateRule } from './update-rule.ts'
