import type { Contender, Work } from '../work.ts'

export const title = 'The article’s network'
export const about =
  'Exclusive or with 2-2-1 sigmoids without biases, binary cross-entropy, all four rows in each step, 10,000 steps of gradient descent at 0.1 in ' +
  'float64, the loss of every step kept as a number. All begin with the article’s weights and must end with its loss, except: TensorFlow.js has float32 ' +
  'only; synaptic and brain.js have biases, begin at random and update after each row, brain.js with a squared error; js-pytorch has no optimizer but Adam.'

const name = 'XOR 2-2-1, 10,000 steps'
const ours: Contender = { library: 'gradus', file: 'article-xor/gradus.ts' }
/** The same trainer, put back to its beginning: `fit` called again. */
const oursAgain: Contender = { library: 'gradus', file: 'article-xor/gradus.ts', args: ['again'] }
const oursAnew: Contender = { library: 'gradus, a new network each time', file: 'article-xor/gradus.ts' }
const loops: Contender = { library: 'JavaScript by hand', file: 'article-xor/loops.ts' }
/** Compiled by the engine before it is measured, as ours is for later calls; what a first call can be held against too. */
const warmLoops: Contender = { library: 'JavaScript by hand, warm', file: 'article-xor/loops.ts', args: ['warm'] }
const numpy: Contender = { library: 'NumPy', file: 'article-xor/numpy.py' }

export function works(): readonly Work[] {
  return [
    { name: `${name}, first call in a process`, unit: 'ms', firstCall: true, contenders: [ours, loops, warmLoops, numpy] },
    {
      name: `${name}, later calls`,
      unit: 'ms',
      contenders: [
        oursAgain,
        warmLoops,
        oursAnew,
        { library: 'synaptic', file: 'article-xor/synaptic.ts' },
        { library: 'brain.js', file: 'article-xor/brain.ts' },
        numpy,
        { library: 'PyTorch', file: 'article-xor/torch.py' },
        { library: 'Keras', file: 'article-xor/keras.py' },
        { library: 'TensorFlow.js wasm', file: 'article-xor/tensorflow.ts', args: ['wasm'] },
        { library: 'TensorFlow.js cpu', file: 'article-xor/tensorflow.ts', args: ['cpu'] },
        { library: 'jax-js wasm', file: 'article-xor/jax.ts' },
        { library: 'js-pytorch', file: 'article-xor/js-pytorch.ts' },
      ],
    },
  ]
}
