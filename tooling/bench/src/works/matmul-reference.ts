import type { Work } from '../work.ts'

export const title = 'The reference backend'
export const about = 'The backend that generates no code, against the three loops that everybody writes first.'

export function works(): readonly Work[] {
  return ['128', '256', '512'].map((n) => ({
    name: `eager matmul ${n} float32, reference backend`,
    unit: 'ms',
    contenders: [
      { library: 'gradus', file: 'matmul/gradus-reference.ts', args: [n] },
      { library: 'JavaScript, three loops', file: 'matmul/loops.ts', args: [n] },
    ],
  }))
}
