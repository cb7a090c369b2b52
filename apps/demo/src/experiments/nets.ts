import { type ActivationName, defaultEpochs, type GateName, type OptimizerName } from './names.ts'

/** A network and its training, but for the gate and the seed. */
export interface Net {
  /** Whether it is the network from scratch: weights from NumPy's generator, float64, gradient descent, sigmoids. */
  readonly scratch: boolean
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly bias: boolean
  readonly optimizer: OptimizerName
  readonly learningRate: number
  /** Updates: each sees all rows. */
  readonly epochs: number
}

export const netNames = ['article', 'article-bias', 'keras', 'small'] as const

export type NetName = (typeof netNames)[number]

/** A network that has a name. */
export function netNamed(name: NetName, gate: GateName): Net {
  if (name === 'keras') return { ...small, hidden: [10, 10], activation: 'relu', learningRate: 0.001, epochs: defaultEpochs(gate) }
  if (name === 'small') return small
  return { ...article, bias: name === 'article-bias' }
}

/** What is worth comparing: the named networks, the small one with more and fewer neurons and none, and with relu. */
export function usualNets(gate: GateName): Net[] {
  return [
    ...(['article', 'article-bias', 'keras'] as const).map((name) => netNamed(name, gate)),
    ...[[], [1], [2], [3], [4], [8]].map((hidden) => ({ ...small, hidden })),
    { ...small, activation: 'relu' },
  ]
}

const article: Net = {
  scratch: true,
  hidden: [2],
  activation: 'sigmoid',
  bias: false,
  optimizer: 'sgd',
  learningRate: 0.1,
  epochs: 10_000,
}

const small: Net = { scratch: false, hidden: [2], activation: 'tanh', bias: true, optimizer: 'adam', learningRate: 0.05, epochs: 500 }
