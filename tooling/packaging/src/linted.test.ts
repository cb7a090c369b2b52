// Protects: the linters of packages are asked, and their answers are heard.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attwed, publinted } from './linted.ts'

const name = 'broken'
let parent: string
let folder: string
let archive: string

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'gradus-linted-'))
  folder = join(parent, 'package')
  archive = join(parent, 'broken.tgz')
  mkdirSync(join(folder, 'dist'), { recursive: true })
  // The types come last, where nobody looks for them, and are those of a CommonJS module.
  const exports = { '.': { default: './dist/index.js', types: './dist/index.d.cts' } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', license: 'MIT', type: 'module', exports }))
  writeFileSync(join(folder, 'dist/index.js'), 'export const broken = 1\n')
  writeFileSync(join(folder, 'dist/index.d.cts'), 'export declare const broken: number\n')
  execFileSync('tar', ['-czf', 'broken.tgz', 'package'], { cwd: parent })
})

afterAll(() => rmSync(parent, { recursive: true, force: true }))

it('publint', async () => {
  expect((await publinted({ name, folder })).complaints).toContainEqual(expect.stringContaining('types'))
})

it('are the types wrong', async () => {
  expect((await attwed({ name, archive })).complaints).toEqual([expect.stringContaining('broken')])
})
