/** What the gates are called, and what each does: read without loading the library. */
export const gates = {
  xor: 'high when the two inputs differ',
  and: 'high when both inputs are high',
  or: 'high when any input is high',
  nand: 'low when both inputs are high',
  nor: 'high when both inputs are low',
  xnor: 'high when the two inputs are equal',
  not: 'high when its one input is low',
} as const

export type GateName = keyof typeof gates

export const gateNames = Object.keys(gates) as GateName[]

/** How often the gate is gone through unless stated. */
export function defaultEpochs(gate: GateName): number {
  return gate === 'and' ? 500 : 1000
}

/** Each optimizer with its usual learning rate; `momentum` is `sgd` with momentum 0.9, `nesterov` the same looking ahead. */
export const optimizerRates = {
  sgd: 0.01,
  momentum: 0.01,
  nesterov: 0.01,
  adam: 0.001,
  adamW: 0.001,
  adamax: 0.002,
  nadam: 0.002,
  rmsprop: 0.01,
  adagrad: 0.01,
  adadelta: 1,
  lion: 0.0001,
} as const

export type OptimizerName = keyof typeof optimizerRates

export const optimizerNames = Object.keys(optimizerRates) as OptimizerName[]

export const activationNames = [
  'relu',
  'tanh',
  'sigmoid',
  'leakyRelu',
  'elu',
  'selu',
  'celu',
  'relu6',
  'gelu',
  'silu',
  'mish',
  'hardSilu',
  'hardTanh',
  'hardSigmoid',
  'softplus',
  'softsign',
  'linear',
] as const

export type ActivationName = (typeof activationNames)[number]
