import { expect, it } from 'vitest'
import { jsonOf, tableOf } from './table.ts'
import type { Row } from './work.ts'

const rows: readonly Row[] = [
  { work: 'sum', library: 'gradus', median: 2, best: 1.5, unit: 'ms', ratioToOurs: 1, bestRatioToOurs: 1 },
  { work: 'sum', library: 'other', median: 30.25, best: 30, unit: 'ms', ratioToOurs: 15, bestRatioToOurs: 20 },
]

it('aligns rows, and names each work once', () => {
  expect(tableOf(rows)).toBe(
    [
      'work  library  median  best      median × ours  best × ours',
      'sum   gradus        2   1.5  ms',
      '      other     30.25    30  ms             15           20',
    ].join('\n'),
  )
})

it('gives programs exactly five fields', () => {
  expect(JSON.parse(jsonOf(rows))[1]).toEqual({ work: 'sum', library: 'other', median: 30.25, unit: 'ms', ratioToOurs: 15 })
})
