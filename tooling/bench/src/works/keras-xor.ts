import type { Contender, Work } from '../work.ts'

export const title = 'The network of layers'
export const about =
  'Exclusive or with 2-10-10-1, ReLU and a sigmoid, binary cross-entropy, Adam at 0.001, 1000 epochs of one batch in float32, the loss and the binary ' +
  'accuracy of every epoch kept as numbers: `fit` where the library has one, else the loop that its documentation shows.'

const name = 'XOR 2-10-10-1, Adam, 1000 epochs'

export function works(): readonly Work[] {
  return [
    { name: `${name}, first call in a process`, unit: 'ms', firstCall: true, contenders: [ours, ...peers] },
    { name: `${name}, later calls`, unit: 'ms', contenders: [oursAgain, ...peers, oursAnew] },
  ]
}

const ours: Contender = { library: 'gradus', file: 'keras-xor/gradus.ts' }
/** The same trainer, put back to its beginning: `fit` called again. */
const oursAgain: Contender = { library: 'gradus', file: 'keras-xor/gradus.ts', args: ['again'] }
const oursAnew: Contender = { library: 'gradus, a new network each time', file: 'keras-xor/gradus.ts' }
const peers: readonly Contender[] = [
  { library: 'PyTorch', file: 'keras-xor/torch.py' },
  { library: 'Keras', file: 'keras-xor/keras.py' },
  { library: 'TensorFlow.js wasm', file: 'keras-xor/tensorflow.ts', args: ['wasm'] },
  { library: 'TensorFlow.js cpu', file: 'keras-xor/tensorflow.ts', args: ['cpu'] },
]
