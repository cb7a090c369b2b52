import type { LogicGate } from '@gradus/datasets'
import { numpyRandom } from '@gradus/kernel'
import {
  add,
  divide,
  log,
  matmul,
  mean,
  multiply,
  negate,
  sigmoid,
  subtract,
  sum,
  type Tensor,
  tensor,
  transpose,
  zeros,
} from '@gradus/tensor'

/** A network of one hidden layer, and how it learns. */
export interface ScratchSettings {
  readonly gate: LogicGate
  readonly hidden: number
  readonly bias: boolean
  readonly learningRate: number
  /** The weights begin as `np.random.seed(seed)` and two calls of `np.random.rand` would give them; biases begin as zeros. */
  readonly seed: number
}

/** The weights as matrices [neurons, inputs], the biases as columns [neurons, 1]. */
export type Weights = Readonly<Record<'w1' | 'b1' | 'w2' | 'b2', Tensor>>

/** Where the network stands before an update. */
export interface ScratchStep {
  readonly loss: Tensor
  readonly a2: Tensor
  readonly weights: Weights
}

/** Gradient descent by hand, one update for each step that is asked for: all there is to learning, with nothing but tensors. */
export function* learnFromScratch(settings: ScratchSettings): Generator<ScratchStep, never> {
  const { x, y, m, η } = problem(settings)
  let { w1, b1, w2, b2 } = initialWeights(settings)
  for (;;) {
    const { a1, a2 } = forward({ w1, b1, w2, b2 }, x)
    yield { loss: crossEntropy(a2, y), a2, weights: { w1, b1, w2, b2 } }

    // The chain rule, from the loss backwards. With the cross-entropy, the slope of the last sigmoid cancels out.
    const dz2 = subtract(a2, y)
    const dw2 = divide(matmul(dz2, transpose(a1)), m)
    const dz1 = multiply(multiply(matmul(transpose(w2), dz2), a1), subtract(1, a1))
    const dw1 = divide(matmul(dz1, transpose(x)), m)

    w2 = subtract(w2, multiply(dw2, η))
    w1 = subtract(w1, multiply(dw1, η))
    if (!settings.bias) continue
    b2 = subtract(b2, multiply(mean(dz2, 1, { keepDims: true }), η))
    b1 = subtract(b1, multiply(mean(dz1, 1, { keepDims: true }), η))
  }
}

/** The samples as columns, x [inputs, m] and y [1, m], and the learning rate η. */
export function problem({ gate, learningRate }: ScratchSettings): { x: Tensor; y: Tensor; m: number; η: number } {
  const { inputs, targets, size } = gate.featuresFirst()
  const column = ({ data, shape }: typeof inputs | typeof targets): Tensor => tensor(data, { shape, dtype: 'float64' })
  return { x: column(inputs), y: column(targets), m: size, η: learningRate }
}

export function initialWeights({ gate, hidden, seed }: ScratchSettings, requiresGradient = false): Weights {
  const random = numpyRandom(seed)
  const rand = (rows: number, columns: number): Tensor => tensor(random.rand(rows * columns), { shape: [rows, columns], requiresGradient })
  const zero = (rows: number): Tensor => zeros([rows, 1], { dtype: 'float64', requiresGradient })
  return { w1: rand(hidden, gate.inputShape[0]), w2: rand(1, hidden), b1: zero(hidden), b2: zero(1) }
}

export function forward({ w1, b1, w2, b2 }: Weights, x: Tensor): { a1: Tensor; a2: Tensor } {
  const z1 = add(matmul(w1, x), b1)
  const a1 = sigmoid(z1)
  const z2 = add(matmul(w2, a1), b2)
  const a2 = sigmoid(z2)
  return { a1, a2 }
}

/** −(1/m) Σ y·log a + (1 − y)·log(1 − a) */
export function crossEntropy(a: Tensor, y: Tensor): Tensor {
  return negate(mean(add(multiply(y, log(a)), multiply(subtract(1, y), log(subtract(1, a))))))
}
