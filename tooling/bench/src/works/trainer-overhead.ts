import type { Work } from '../work.ts'

export const title = 'What the trainer adds'
export const about =
  'The smallest model there is, one weight and one sample: the trainer against the same steps from the same parts in a loop of one’s own.'

export function works(): readonly Work[] {
  return [work('fit, one epoch of one sample', 'fit'), work('evaluate, one sample', 'evaluate')]
}

function work(name: string, call: string): Work {
  return {
    name,
    unit: 'µs',
    contenders: [
      { library: 'gradus', file: 'trainer-overhead/gradus.ts', args: [call] },
      { library: 'gradus, own loop', file: 'trainer-overhead/own-loop.ts', args: [call] },
    ],
  }
}
