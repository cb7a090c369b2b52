import { tensor } from '@gradus/tensor'
import { repeated } from '../contender.ts'
import { elementwiseCalls } from '../elementwise-calls.ts'
import { median, type Row } from '../measure.ts'
import type { Work } from '../work.ts'

const forward = 'eager, 8 float32, forward: '
const both = 'eager, 8 float32, forward and backward: '

/** What an eager step on a small model is made of: one operation that is remembered for a backward pass, and that pass. */
export function works(): readonly Work[] {
  const gradient = tensor([1, 2, 3, 4, 5, 6, 7, 8])
  return elementwiseCalls().flatMap(({ name, inputs, call }): Work[] => [
    { name: forward + name, unit: 'µs', contenders: [repeated('gradus', call)] },
    {
      name: both + name,
      unit: 'µs',
      contenders: [
        repeated('gradus', () => {
          call().backward({ gradient })
          for (const input of inputs) input.zeroGradient()
        }),
      ],
    },
  ])
}

/** The middle, the best and the worst of all operations. */
export function summary(rows: readonly Row[]): readonly Row[] {
  return [forward, both].flatMap((kind) => {
    const found = rows.filter(({ work }) => work.startsWith(kind)).sort((p, q) => p.median - q.median)
    if (found.length < 3) return []
    const named = (row: Row): string => row.work.slice(kind.length)
    const [first, last] = [found[0]!, found.at(-1)!]
    return [
      { ...first, work: `${kind}median of ${found.length} operations`, median: median(found.map((row) => row.median)) },
      { ...first, work: `${kind}fastest (${named(first)})` },
      { ...last, work: `${kind}slowest (${named(last)})` },
    ]
  })
}
