/** The activations that a message can offer. A list, since importing them for their names would put all of them into every bundle. */
export const activationNames = [
  'elu',
  'gelu',
  'leakyRelu',
  'logSoftmax',
  'relu',
  'selu',
  'sigmoid',
  'silu',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
] as const
