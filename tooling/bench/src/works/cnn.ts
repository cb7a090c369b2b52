import type { Work } from '../work.ts'

export const title = 'A small convolutional network'
export const about =
  'Images of 28×28×1: convolution 3×3 to 8 channels, ReLU, max-pooling 2, convolution to 16, ReLU, max-pooling 2, dense 10; softmax cross-entropy of ' +
  'logits, Adam at 0.001, batches of 32 random samples in float32: the time of one step, the loss of every epoch (ours, Keras) or step (the others) kept ' +
  'as a number, on one thread. PyTorch and jax-js have the channels first, their own layout.'

export function works(): readonly Work[] {
  return [
    {
      name: 'CNN 28×28, conv 8, conv 16, dense 10, batch 32, Adam, one step',
      unit: 'ms',
      contenders: [
        { library: 'gradus', file: 'cnn/gradus.ts', args: ['3'] },
        { library: 'PyTorch', file: 'cnn/torch.py', args: ['3'] },
        { library: 'Keras', file: 'cnn/keras.py', args: ['3'] },
        { library: 'TensorFlow.js wasm', file: 'cnn/tensorflow.ts', args: ['wasm', '10'] },
        { library: 'TensorFlow.js cpu', file: 'cnn/tensorflow.ts', args: ['cpu', '2'] },
        { library: 'jax-js wasm', file: 'cnn/jax.ts', args: ['10'] },
      ],
    },
  ]
}
