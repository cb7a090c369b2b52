import { newProcess, once } from '../contender.ts'
import { train } from '../keras-xor/train.ts'
import type { Work } from '../work.ts'

/** What one writes with layers and a trainer, the first time in a process and later. */
export function works(): readonly Work[] {
  const name = 'XOR with layers, 2-10-10-1, Adam, 1000 epochs of fit'
  return [
    {
      name: `${name}, first call in a process`,
      unit: 'ms',
      contenders: [newProcess('gradus', new URL('../keras-xor/first.ts', import.meta.url))],
    },
    { name: `${name}, later calls`, unit: 'ms', contenders: [once('gradus', train)] },
  ]
}
