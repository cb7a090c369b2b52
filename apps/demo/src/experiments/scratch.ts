import type { LogicGate } from '@gradus/datasets'
import { numpyRandom } from '@gradus/kernel'
import { log, sigmoid, subtract, type Tensor, tensor, zeros } from '@gradus/tensor'

/** A network of one hidden layer, and how it learns. */
export interface ScratchSettings {
  readonly gate: LogicGate
  readonly hidden: number
  readonly bias: boolean
  readonly learningRate: number
  /** Of the weights, drawn as `np.random.seed(seed)` and `np.random.rand` would give them. Biases begin as zeros. */
  readonly seed: number
}

/** Matrices [neurons, inputs] and columns [neurons, 1]. */
export type Weights = Readonly<Record<'w1' | 'w2' | 'b1' | 'b2', Tensor>>

/** The derivatives of the loss by the weights, and where they are learnt by the biases. */
export type Slopes = Readonly<Record<'dw1' | 'dw2', Tensor> & Partial<Record<'db1' | 'db2', Tensor>>>

/** What there is to learn. */
export interface Problem {
  readonly x: Tensor
  readonly y: Tensor
  readonly m: number
  readonly η: number
  readonly bias: boolean
}

/** Where the network stands before an update. */
export interface ScratchStep {
  readonly loss: Tensor
  readonly a2: Tensor
  readonly weights: Weights
}

/** Gradient descent by hand, one update for each step that is asked for: all there is to learning, with nothing but tensors. */
export function* learnFromScratch(settings: ScratchSettings): Generator<ScratchStep, never> {
  const data = problem(settings)
  let weights = initialWeights(settings)
  for (;;) {
    const activations = forward(weights, data.x)
    const { a2 } = activations
    yield { loss: crossEntropy(a2, data.y), a2, weights }
    weights = update(weights, backward(weights, activations, data), data)
  }
}

/** Both layers: weighted sums z = w a + b, through the sigmoid. */
export function forward({ w1, w2, b1, b2 }: Weights, x: Tensor) {
  const z1 = w1.matmul(x).add(b1)
  const a1 = sigmoid(z1)
  const z2 = w2.matmul(a1).add(b2)
  const a2 = sigmoid(z2)
  return { z1, a1, z2, a2 }
}

/** The chain rule, from the loss backwards. Cross-entropy and sigmoid together have the simplest slope there is: a2 − y. */
export function backward({ w2 }: Weights, { a1, a2 }: Record<'a1' | 'a2', Tensor>, { x, y, m, bias }: Problem) {
  const dz2 = a2.subtract(y)
  const dw2 = dz2.matmul(a1.transpose()).divide(m)
  const dz1 = w2.transpose().matmul(dz2).multiply(a1).multiply(subtract(1, a1))
  const dw1 = dz1.matmul(x.transpose()).divide(m)
  if (!bias) return { dz2, dw2, dz1, dw1 }
  const db2 = dz2.mean(1, { keepDims: true })
  const db1 = dz1.mean(1, { keepDims: true })
  return { dz2, dw2, db2, dz1, dw1, db1 }
}

/** A step of the learning rate η against the slopes. */
export function update({ w1, w2, b1, b2 }: Weights, { dw1, dw2, db1, db2 }: Slopes, { η }: Problem): Weights {
  return {
    w2: w2.subtract(dw2.multiply(η)),
    w1: w1.subtract(dw1.multiply(η)),
    b2: db2 ? b2.subtract(db2.multiply(η)) : b2,
    b1: db1 ? b1.subtract(db1.multiply(η)) : b1,
  }
}

/** −(1/m) Σ y log a + (1 − y) log(1 − a) */
export function crossEntropy(a: Tensor, y: Tensor): Tensor {
  const likelihood = y.multiply(log(a)).add(subtract(1, y).multiply(log(subtract(1, a))))
  return likelihood.mean().negate()
}

/** The samples as columns, x [inputs, m] and y [1, m], and the learning rate η. */
export function problem({ gate, learningRate, bias }: ScratchSettings): Problem {
  const { inputs, targets, size } = gate.featuresFirst()
  const columns = ({ data, shape }: typeof inputs | typeof targets): Tensor => tensor(data, { shape, dtype: 'float64' })
  return { x: columns(inputs), y: columns(targets), m: size, η: learningRate, bias }
}

/** Numbers in [0, 1) for weights; zeros for biases, which stay zero where there are none. */
export function initialWeights({ gate, hidden, seed }: ScratchSettings, requiresGradient = false): Weights {
  const random = numpyRandom(seed)
  const rand = (rows: number, columns: number): Tensor => tensor(random.rand(rows * columns), { shape: [rows, columns], requiresGradient })
  const zero = (rows: number): Tensor => zeros([rows, 1], { dtype: 'float64', requiresGradient })
  return { w1: rand(hidden, gate.inputShape[0]), w2: rand(1, hidden), b1: zero(hidden), b2: zero(1) }
}
