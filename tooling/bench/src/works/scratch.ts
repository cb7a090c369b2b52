import type { Contender, Work } from '../work.ts'

export const title = 'From scratch'
export const about =
  'The article’s network with a backward pass written by hand in eager tensors, nothing compiled, 10,000 iterations: against the article’s own program, and ' +
  'against loops.'

const numpy: Contender = { library: 'NumPy', file: 'article-xor/numpy.py' }

export function works(): readonly Work[] {
  return [
    {
      name: 'XOR from scratch, 10,000 iterations',
      unit: 'ms',
      contenders: [
        { library: 'gradus', file: 'scratch/gradus.ts' },
        numpy,
        { library: 'JavaScript by hand', file: 'article-xor/loops.ts' },
      ],
    },
    {
      name: 'demo xor --scratch in a new process, its learning alone',
      unit: 'ms',
      contenders: [{ library: 'gradus', file: 'demo/scratch.ts' }, numpy],
    },
  ]
}
