import type { Work } from '../work.ts'

export const title = 'From the start of Node to a trained network'
export const about = 'The built demo as a command, `node apps/demo/dist/main.js xor --quiet`, against a program that does nothing.'

export function works(): readonly Work[] {
  return [
    {
      name: 'demo xor --quiet, the whole process',
      unit: 'ms',
      contenders: [
        { library: 'gradus', file: 'demo/start.ts', args: ['demo'] },
        { library: 'Node alone', file: 'demo/start.ts', args: ['nothing'] },
      ],
    },
  ]
}
