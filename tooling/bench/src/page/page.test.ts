import { expect, it } from 'vitest'
import type { Row } from '../work.ts'
import { pageOf } from './page.ts'

const row: Row = { work: 'sum', library: 'gradus', median: 2, best: 1, unit: 'ms', ratioToOurs: 1, bestRatioToOurs: 1 }
const machine = { date: '2030-01-02', processor: 'abacus', system: 'none', node: 'Node 20', peers: ['numpy 1', 'torch 2'] }

it('says how it was made and on what, has a table for each file, and who was left out', () => {
  const file = { title: 'Sums', about: 'Adding up.', works: () => [] }
  const details = [row, { ...row, library: 'other', ratioToOurs: 3, bestRatioToOurs: 4 }]
  const measured = [{ chosen: { file, name: 'sums', works: [] }, rows: details, summary: [] }]
  const page = pageOf({ measured, messages: ['b is left out: no b\nat line 3'], failures: 0 }, ['sum'], machine)
  expect(page).toContain('`pnpm bench --page sum`')
  for (const part of ['2030-01-02', 'abacus', 'numpy 1; torch 2']) expect(page).toContain(part)
  expect(page).toContain('## Sums\n\nAdding up.\n\n')
  expect(page).toContain('| sum | gradus | 2 ms | 1 ms |  |  |\n|  | other | 2 ms | 1 ms | 3 | 4 |')
  expect(page).toMatch(/\* b is left out: no b\n$/)
})

it('leaves details out where the summary is enough', () => {
  const file = { title: 'Sums', about: '', works: () => [], onlySummaryOnPage: true }
  const measured = [{ chosen: { file, name: 'sums', works: [] }, rows: [row], summary: [{ ...row, work: 'middle' }] }]
  const page = pageOf({ measured, messages: [], failures: 0 }, [], machine)
  expect(page).toContain('| middle |')
  expect(page).not.toContain('| sum |')
})
