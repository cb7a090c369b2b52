import { type Activation, dense, input, type SequentialOptions, sequential } from '@gradus/layers'
import {
  celu,
  elu,
  gelu,
  hardSigmoid,
  hardSilu,
  hardTanh,
  leakyRelu,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from '@gradus/tensor'
import type { ActivationName } from './names.ts'

/** What a network of dense layers looks like, up to its one output. */
export interface Architecture {
  readonly inputs: number
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly bias: boolean
}

/** Hidden layers of one activation, and a sigmoid that answers with a probability. Weights begin as in Keras: Glorot's, biases as zeros. */
export function denseNetwork({ inputs, hidden, activation, bias }: Architecture, options: SequentialOptions) {
  const f = activations[activation]
  return sequential(
    [
      input([inputs]),
      ...hidden.map((units) => dense(units, { useBias: bias, ...(f && { activation: f }) })),
      dense(1, { useBias: bias, activation: sigmoid }),
    ],
    options,
  )
}

/** `2-10-10-1`. */
export function sizesText(inputs: number, hidden: readonly number[]): string {
  return [inputs, ...hidden, 1].join('-')
}

const activations: Record<ActivationName, Activation | undefined> = {
  relu,
  tanh,
  sigmoid,
  leakyRelu,
  elu,
  selu,
  celu,
  relu6,
  gelu,
  silu,
  mish,
  hardSilu,
  hardTanh,
  hardSigmoid,
  softplus,
  softsign,
  linear: undefined,
}
