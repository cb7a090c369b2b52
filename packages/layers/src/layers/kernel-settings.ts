import { checkBoolean } from '@gradus/kernel'
import type { Regularizer } from '@gradus/tensor'
import { glorotUniform } from '../initializers/glorot-uniform.ts'
import type { Initializer } from '../initializers/initializer.ts'
import { zeros } from '../initializers/zeros.ts'
import { checkTrainableLayerOptions, type TrainableLayerOptions } from '../layer-options.ts'
import { type ParameterMaker, parameterMaker, partOptionNames } from '../parameter-maker.ts'
import { type Activation, checkActivation } from './activation.ts'

/** What layers take whose output is activation(x · kernel + b). */
export interface KernelOptions extends TrainableLayerOptions {
  /** A function of the result; none unless stated. */
  readonly activation?: Activation
  /** Whether b is added; true unless stated. */
  readonly useBias?: boolean
  /** How the kernel begins: `glorotUniform()` unless stated. */
  readonly kernelInitializer?: Initializer
  /** How b begins: `zeros()` unless stated. */
  readonly biasInitializer?: Initializer
  /** What is added to the loss for the size of the kernel; nothing unless stated. */
  readonly kernelRegularizer?: Regularizer
  /** What is added to the loss for the size of b; nothing unless stated. */
  readonly biasRegularizer?: Regularizer
}

/** The same, checked, with everything in it that may be left out. */
export interface KernelSettings {
  readonly name: string | undefined
  readonly activation: Activation | undefined
  readonly createKernel: ParameterMaker
  /** Undefined for a layer without bias. */
  readonly createBias: ParameterMaker | undefined
}

/** Checks the options; `more` are those that a layer has of its own. */
export function kernelSettings(kind: string, options: KernelOptions, more: readonly string[] = []): KernelSettings {
  const { name, trainable } = checkTrainableLayerOptions(kind, options, [
    ...more,
    'activation',
    'useBias',
    ...partOptionNames('kernel', 'bias'),
  ])
  const { activation, useBias = true } = options
  if (activation !== undefined) checkActivation(kind, activation)
  checkBoolean(kind, 'useBias', useBias)
  const createKernel = parameterMaker(kind, 'kernel', options, glorotUniform(), trainable)
  const createBias = parameterMaker(kind, 'bias', options, zeros(), trainable)
  return { name, activation, createKernel, createBias: useBias ? createBias : undefined }
}
