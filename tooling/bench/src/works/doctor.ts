import type { Work } from '../work.ts'

export const title = 'What the training doctor costs'
export const about =
  '`fit` with `trainingDoctor()` and without, from the same beginning: 784-128-64-10 with Adam on batches of 32 random samples, and exclusive or with ' +
  '2-10-10-1. The doctor looks before the first step and after 10, 100, 1000 … of them, so that what it costs is a matter of how long a training is.'

export function works(): readonly Work[] {
  return [
    work('784-128-64-10, batch 32, Adam', 'mlp', 300),
    work('784-128-64-10, batch 32, Adam', 'mlp', 2000),
    work('XOR 2-10-10-1, Adam', 'xor', 1000),
    work('XOR 2-10-10-1, Adam', 'xor', 100_000),
  ]
}

function work(name: string, network: string, steps: number): Work {
  return {
    name: `${name}, ${steps} steps`,
    unit: 'ms',
    contenders: [
      { library: 'gradus', file: 'doctor/gradus.ts', args: [network, String(steps), 'plain'] },
      { library: 'gradus, with the doctor', file: 'doctor/gradus.ts', args: [network, String(steps), 'doctor'] },
    ],
  }
}
