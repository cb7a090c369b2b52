import type { Work } from '../work.ts'

export const title = 'Whether a page stays alive'
export const about =
  'Delays of a timer that asks for its next call in 1 ms, seen for a second of `fit` on the MLP 784-128-64-10 with batches of 64, after its first three ' +
  'steps; 0 would be a timer that is always on time. Each sample is a training of its own.'

export function works(): readonly Work[] {
  return [work('half of them at most', '50'), work('99 % of them at most', '99'), work('the longest', 'max')]
}

function work(name: string, which: string): Work {
  return {
    name: `delays of a 1 ms timer during fit, ${name}`,
    unit: 'ms',
    contenders: [{ library: 'gradus', file: 'latency/gradus.ts', args: [which] }],
  }
}
