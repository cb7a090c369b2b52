import type { Work } from '../work.ts'

export const title = 'Whether memory grows'
export const about =
  'What is left behind by 1,000,000 steps of `fit` on exclusive or with 2-8-1, after a garbage collection; below zero is noise.'
export const onlyNamed = true

export function works(): readonly Work[] {
  return ['heapUsed', 'external', 'arrayBuffers'].map((which) => ({
    name: `growth over 10⁶ steps, ${which}`,
    unit: 'kB',
    rounds: 1,
    contenders: [{ library: 'gradus', file: 'heap/gradus.ts', args: [which] }],
  }))
}
