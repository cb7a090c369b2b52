// Protects: what users install trains on every host of JavaScript, with the same bits.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, it } from 'vitest'
import { emptyProject } from './empty-project.ts'
import { installFrom } from './install-from.ts'
import { xorHash, xorProgram } from './programs/program.ts'
import type { XorReport } from './programs/xor.ts'
import { run } from './run.ts'

let folder: string

beforeAll(async () => {
  folder = await emptyProject()
  await installFrom(inject('registry'), folder, ['gradus'])
  await writeFile(join(folder, 'xor.js'), await xorProgram())
  await writeFile(join(folder, 'main.js'), "import { trainXor } from './xor.js'\nconsole.log(JSON.stringify(await trainXor()))\n")
})

it.each([
  [`Node ${process.versions.node}`, [process.execPath]],
  ['Node 20', ['npx', '-y', '-p', 'node@20', '--', 'node']],
  ['Node 22', ['npx', '-y', '-p', 'node@22', '--', 'node']],
  ['Node 24', ['npx', '-y', '-p', 'node@24', '--', 'node']],
  ['Bun', ['npx', '-y', 'bun@1.4.5']],
  ['Deno', ['npx', '-y', 'deno@2.9.6', 'run']],
])('%s learns XOR, with the bits of the published hash', async (_, [program, ...args]) => {
  const report = JSON.parse(await run(program!, [...args, 'main.js'], { folder })) as XorReport
  expect(report.predictions.map(Math.round)).toEqual([0, 1, 1, 0])
  expect(report).toMatchObject({ hash: xorHash, warnings: [] })
})
