// Protects: the check of what a package ships finds each thing that must not be there.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { strayContents } from './stray-contents.ts'

let folder: string

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), text)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradus-stray-'))
  for (const file of ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']) await write(file, '')
  await write('package.json', '{ "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } } }')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

it('has nothing to say of a package that is as it should be', () => {
  expect(strayContents(folder)).toEqual([])
})

it.each([
  ['src/index.ts', '', 'it ships src'],
  ['tsconfig.json', '{}', 'it ships tsconfig.json'],
  ['dist/add.test.js', '', 'it ships dist/add.test.js'],
  ['dist/add.ts', '', 'it ships dist/add.ts'],
  ['dist/__fixtures__/add.json', '{}', 'it ships dist/__fixtures__'],
  ['package.json', '{ "exports": { "@gradus/source": "./dist/index.js" } }', 'its package.json says @gradus/source'],
  ['package.json', '{ "dependencies": { "@gradus/kernel": "workspace:^" } }', 'its package.json says workspace:'],
  ['package.json', '{ "scripts": { "postinstall": "node dist/index.js" } }', 'it runs something on postinstall'],
  ['package.json', '{ "bin": { "demo": "dist/main.js" } }', 'its package.json names dist/main.js, which it has not'],
])('complains of %s', async (file, text, complaint) => {
  await write(file, text)
  expect(strayContents(folder)).toContain(complaint)
})

it.each(['README.md', 'LICENSE'])('misses %s', async (file) => {
  await rm(join(folder, file))
  expect(strayContents(folder)).toEqual([`it has no ${file}`])
})
