// Protects: what users install trains on every host of JavaScript, with the same bits.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, it } from 'vitest'
import { emptyProject } from './empty-project.ts'
import { hostNames, runOn } from './hosts.ts'
import { installFrom } from './install-from.ts'
import { xorHash, xorProgram } from './programs/program.ts'
import type { XorReport } from './programs/xor.ts'

let folder: string

beforeAll(async () => {
  folder = await emptyProject()
  await installFrom(inject('registry'), folder, ['gradus'])
  await writeFile(join(folder, 'xor.js'), await xorProgram())
  await writeFile(join(folder, 'main.js'), "import { trainXor } from './xor.js'\nconsole.log(JSON.stringify(await trainXor()))\n")
})

it.each(hostNames)(`%s learns XOR with the bits ${xorHash}`, async (host) => {
  const report = JSON.parse(await runOn(host, 'main.js', folder)) as XorReport
  expect(report.predictions.map(Math.round)).toEqual([0, 1, 1, 0])
  expect(report).toMatchObject({ hash: xorHash, warnings: [] })
})
