import type { Contender, Work } from '../work.ts'

export const title = 'Matrix products'
export const about =
  'A product of two n × n matrices in float32, called as an eager operation, and its result read: as a typed array in JavaScript, where that is a copy for ' +
  'whoever keeps it elsewhere. On one thread.'

export function works(): readonly Work[] {
  return ['256', '512', '1024'].map((n) => ({ name: `eager matmul ${n} float32`, unit: 'ms', contenders: contenders(n) }))
}

function contenders(n: string): Contender[] {
  return [
    { library: 'gradus', file: 'matmul/gradus.ts', args: [n] },
    { library: 'gradus, compiled code alone', file: 'matmul/compiled.ts', args: [n] },
    { library: 'TensorFlow.js wasm', file: 'matmul/tensorflow.ts', args: ['wasm', n] },
    { library: 'TensorFlow.js cpu', file: 'matmul/tensorflow.ts', args: ['cpu', n] },
    { library: 'jax-js wasm', file: 'matmul/jax.ts', args: [n] },
    { library: 'NumPy', file: 'matmul/numpy.py', args: [n] },
    { library: 'PyTorch', file: 'matmul/torch.py', args: [n] },
  ]
}
