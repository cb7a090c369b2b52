import type { Work } from '../work.ts'

export const title = 'A multilayer perceptron'
export const about =
  '784-128-64-10 with ReLU, softmax cross-entropy of logits, Adam at 0.001, batches of 64 random samples in float32: the time of one step in epochs of ' +
  '20 steps, the loss of every epoch (ours, Keras) or step (the others) kept as a number, on one thread.'

export function works(): readonly Work[] {
  return [
    {
      name: 'MLP 784-128-64-10, batch 64, Adam, one step',
      unit: 'ms',
      contenders: [
        { library: 'gradus', file: 'mlp/gradus.ts', args: ['5'] },
        { library: 'PyTorch', file: 'mlp/torch.py', args: ['5'] },
        { library: 'Keras', file: 'mlp/keras.py', args: ['5'] },
        { library: 'TensorFlow.js wasm', file: 'mlp/tensorflow.ts', args: ['wasm'] },
        { library: 'TensorFlow.js cpu', file: 'mlp/tensorflow.ts', args: ['cpu'] },
        { library: 'jax-js wasm', file: 'mlp/jax.ts' },
      ],
    },
  ]
}
