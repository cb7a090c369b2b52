/**
 * Gradus in one import: tensors, operations and the trainer by their own names, the families of parts under theirs.
 *
 * @example
 * import { datasets, layers, losses, metrics, optimizers, relu, sigmoid, Trainer } from 'gradus'
 */
export { cpu } from '@gradus/cpu'
export * as datasets from '@gradus/datasets'
export * as formats from '@gradus/formats'
export {
  type Backend,
  type DType,
  type ErrorCode,
  expression,
  GradusError,
  type NumpyRandom,
  numerics,
  numpyRandom,
  type RandomGenerator,
  randomGenerator,
  type Shape,
} from '@gradus/kernel'
export * as layers from '@gradus/layers'
export * as losses from '@gradus/losses'
export * as metrics from '@gradus/metrics'
export * as optimizers from '@gradus/optimizers'
export * as plot from '@gradus/plot'
export * from '@gradus/tensor'
export * from '@gradus/trainer'
export { type CompileReport, createWasmBackend, type KernelRow, kernelTable, listing, wasm } from '@gradus/wasm'
