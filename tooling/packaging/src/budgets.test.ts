// Protects: a bundle that grows fails, and so does one that is not there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { budgets } from './budgets.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradus-budgets-'))
  writeFileSync(join(folder, 'module.js'), `export const letters = '${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}'\n`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function complaints(check: object): Promise<readonly string[]> {
  const configuration = join(folder, 'budgets.json')
  writeFileSync(configuration, JSON.stringify([{ name: 'module', path: 'module.js', import: '{ letters }', gzip: true, ...check }]))
  return (await budgets(configuration)).flatMap((outcome) => outcome.complaints)
}

it('within its limit it passes', async () => {
  expect(await complaints({ limit: '200 B' })).toEqual([])
})

it.each([
  [{ limit: '10 B' }, /^\d+ bytes too large$/],
  [{ path: 'other.js', limit: '200 B', import: undefined }, 'there is nothing to measure'],
  [{ limit: '200 B', unknown: true }, /unknown/],
])('%o fails', async (check, complaint) => {
  expect(await complaints(check)).toEqual([expect.stringMatching(complaint)])
})
