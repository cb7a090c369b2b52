// Protects: the demo runs from the registry, by the one command of its README, and is complete without our packages.
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, it } from 'vitest'
import { emptyProject } from './empty-project.ts'
import { run } from './run.ts'
import { strayContents } from './stray-contents.ts'

const { url, environment } = inject('registry')

let folder: string

beforeAll(async () => {
  folder = await emptyProject()
  // What it uses for colours and the like is npm's, so only our names are asked for here; with a cache that knows neither.
  await writeFile(join(folder, '.npmrc'), `@gradus:registry=${url}\n`)
})

const place = () => ({ folder, environment: { npm_config_cache: environment.npm_config_cache!, NO_COLOR: '1' } })

it('npx @gradus/demo xor: learns XOR', async () => {
  const output = await run('npx', ['--yes', '@gradus/demo', 'xor'], place())
  expect(output).toContain('✓ Solved 4/4')
  expect(output).toContain('gradus-demo xor --seed 7')
})

it('npm install @gradus/demo: ships what users need, and none of our packages', async () => {
  await run('npm', ['install', '@gradus/demo'], place())
  expect(strayContents(join(folder, 'node_modules/@gradus/demo'))).toEqual([])
  expect(await readdir(join(folder, 'node_modules/@gradus'))).toEqual(['demo'])
})
