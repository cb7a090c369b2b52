import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamW,
  defineOptimizer,
  lion,
  nadam,
  type Optimizer,
  rmsprop,
  sgd,
  type UpdateRule,
} from '@gradus/optimizers'
import { type Tensor, tensor } from '@gradus/tensor'
import type { Arguments } from './usual-calls.ts'

const parameters = () => new Map([['w', { tensor: tensor([1, 2], { requiresGradient: true }) as Tensor, trainable: true }]])
const update = (optimizer: Optimizer) => () => [parameters(), new Map([['w', tensor([1, 2])]]), optimizer.initialize(parameters())]
const shared = {
  learningRate: 0.1,
  weightDecay: 0.1,
  decoupledWeightDecay: true,
  nonFinite: 'throw',
  clipValue: 1,
  clipNorm: 1,
  globalClipNorm: 1,
  groups: [{ parameters: ['w'], learningRate: 0.2, weightDecay: 0, decoupledWeightDecay: false }],
}
const ofAdam = { ...shared, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, epsilonPlacement: 'afterCorrection', amsgrad: true }
const rule: UpdateRule = {
  name: 'a',
  defaultLearningRate: 0.1,
  slots: [],
  scalars: () => ({}),
  update: ({ parameter }) => ({ parameter }),
}

/** Calls of what the optimizers package exports. */
export const optimizerCalls: Readonly<Record<string, Arguments>> = {
  'optimizers.adadelta': () => [{ ...shared, rho: 0.9, epsilon: 1e-6 }],
  'optimizers.adadelta().update': update(adadelta()),
  'optimizers.adagrad': () => [
    { ...shared, initialAccumulator: 0.1, learningRateDecay: 0.1, epsilon: 1e-7, epsilonPlacement: 'insideRoot' },
  ],
  'optimizers.adagrad().update': update(adagrad()),
  'optimizers.adam': () => [ofAdam],
  'optimizers.adam().update': update(adam({ amsgrad: true })),
  'optimizers.adamW': () => [ofAdam],
  'optimizers.adamW().update': update(adamW({ amsgrad: true })),
  'optimizers.adamax': () => [{ ...shared, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, epsilonPlacement: 'norm' }],
  'optimizers.adamax().update': update(adamax()),
  'optimizers.constant': () => [0.1],
  'optimizers.cosineDecay': () => [0.1, { totalSteps: 10, endRate: 0.01 }],
  'optimizers.cosineDecayRestarts': () => [0.1, { cycleSteps: 2, cycleFactor: 2, peakFactor: 0.5, endRate: 0.01 }],
  'optimizers.defineOptimizer': () => [rule, shared],
  'optimizers.defineOptimizer().update': update(defineOptimizer(rule)),
  'optimizers.exponentialDecay': () => [0.1, { factor: 0.9, every: 2, staircase: true }],
  'optimizers.inverseTimeDecay': () => [0.1, { factor: 0.9, every: 2, staircase: true }],
  'optimizers.lion': () => [{ ...shared, beta1: 0.9, beta2: 0.99 }],
  'optimizers.lion().update': update(lion()),
  'optimizers.multiStepDecay': () => [0.1, { milestones: [2, 3], factor: 0.5 }],
  'optimizers.nadam': () => [{ ...shared, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, momentumDecay: 1 }],
  'optimizers.nadam().update': update(nadam()),
  'optimizers.oneCycle': () => [
    0.1,
    { totalSteps: 10, warmUpShare: 0.3, annealing: 'linear', startDivisor: 25, endDivisor: 100, threePhases: true },
  ],
  'optimizers.polynomialDecay': () => [0.1, { totalSteps: 10, power: 2, endRate: 0.01, cycle: true }],
  'optimizers.rmsprop': () => [
    {
      ...shared,
      rho: 0.9,
      momentum: 0.5,
      centered: true,
      epsilon: 1e-7,
      epsilonPlacement: 'insideRoot',
      momentumConvention: 'updates',
    },
  ],
  'optimizers.rmsprop().update': update(rmsprop({ centered: true, momentum: 0.5 })),
  'optimizers.sgd': () => [{ ...shared, momentum: 0.9, nesterov: true, dampening: 0, momentumConvention: 'gradients' }],
  'optimizers.sgd().update': update(sgd({ momentum: 0.9 })),
  'optimizers.stepDecay': () => [0.1, { every: 2, factor: 0.5 }],
  'optimizers.warmUp': () => [0.1, { steps: 2, from: 0.01 }],
}
