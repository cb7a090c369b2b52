import { elementwiseCalls } from '../contenders/elementwise/elementwise-calls.ts'
import { median } from '../median.ts'
import type { Row, Work } from '../work.ts'

export const title = 'Small eager operations'
export const about =
  'What an eager step on a small model is made of: every exported elementwise operation that has a gradient, on 8 float32 of which each requires a ' +
  'gradient, and the backward pass through it. All in one process, as a model would have them.'
export const together = true
export const onlySummaryOnPage = true

const forward = 'eager, 8 float32, forward: '
const both = 'eager, 8 float32, forward and backward: '

export function works(): readonly Work[] {
  return elementwiseCalls().flatMap(({ name }): Work[] => [work(forward, name, 'forward'), work(both, name, 'both')])
}

function work(kind: string, operation: string, direction: string): Work {
  const contender = { library: 'gradus', file: 'elementwise/gradus.ts', args: [operation, direction] }
  return { name: kind + operation, unit: 'µs', contenders: [contender] }
}

/** The middle, the best and the worst of all operations. */
export function summary(rows: readonly Row[]): readonly Row[] {
  return [forward, both].flatMap((kind) => {
    const found = rows.filter(({ work }) => work.startsWith(kind)).sort((p, q) => p.median - q.median)
    if (found.length < 3) return []
    const named = (row: Row): string => row.work.slice(kind.length)
    const [first, last] = [found[0]!, found.at(-1)!]
    const middle = { median: median(found.map((row) => row.median)), best: median(found.map((row) => row.best)) }
    return [
      { ...first, ...middle, work: `${kind}median of ${found.length} operations` },
      { ...first, work: `${kind}fastest (${named(first)})` },
      { ...last, work: `${kind}slowest (${named(last)})` },
    ]
  })
}
