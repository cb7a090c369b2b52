import { conv2d, dense, dropout, flatten, input, maxPool2d, type Sequential, sequential } from '@gradus/layers'
import { relu } from '@gradus/tensor'

/** What a network that reads digits looks like, and where its weights begin. */
export interface DigitArchitecture {
  readonly net: 'dense' | 'cnn'
  /** Of the dense network: neurons in each hidden layer. */
  readonly hidden: readonly number[]
  /** The share of values that are dropped before each dense layer but the first of the dense network; 0 for none. */
  readonly dropout: number
  readonly seed: number
}

/** Of images to ten outputs, of which the greatest is the answer. */
export type DigitNetwork = Sequential<readonly [number, 28, 28, 1], readonly [number, 10]>

/** Dense layers, or two convolutions of 16 and 32 filters, each with max-pooling, and one dense layer. */
export function digitNetwork({ net, hidden, dropout: rate, seed }: DigitArchitecture): DigitNetwork {
  const drop = rate > 0 ? [dropout(rate)] : []
  const layers =
    net === 'dense'
      ? [flatten(), ...hidden.flatMap((units) => [dense(units, { activation: relu }), ...drop]), dense(10)]
      : [
          conv2d(16, 3, { activation: relu }),
          maxPool2d(2),
          conv2d(32, 3, { activation: relu }),
          maxPool2d(2),
          flatten(),
          ...drop,
          dense(10),
        ]
  return sequential([input([28, 28, 1]), ...layers], { seed }) as never
}
