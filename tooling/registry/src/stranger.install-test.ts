// Protects: what we publish is enough to write parts of one's own, in both compilers, and the trainer drives them; every declaration is read.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { compilations, compile } from './compilers.ts'
import { emptyProject } from './empty-project.ts'
import { entriesOf, everythingOf } from './entries.ts'
import { installFrom } from './install-from.ts'
import { run } from './run.ts'

const libraries = inject('packages').flatMap(({ name, folder }) => (folder.startsWith('packages/') ? [name] : []))

describe("a stranger's project with parts of their own", () => {
  let folder: string

  beforeAll(async () => {
    folder = await emptyProject()
    await cp(fileURLToPath(new URL('../projects/stranger', import.meta.url)), folder, { recursive: true })
    await installFrom(inject('registry'), folder, libraries)
  })

  describe('compiled', () => {
    beforeAll(async () => {
      expect(await compile(folder, 'TypeScript 7', 'nodenext', [])).toBe('')
    })

    it.each(['adagrad', 'pinball', 'worst-error'])('takes only types from whatever drives %s', async (name) => {
      const code = await readFile(join(folder, `dist/${name}.js`), 'utf8')
      expect(Array.from(code.matchAll(/from '(.*)'/g), ([, specifier]) => specifier)).toEqual(['@gradus/tensor'])
    })

    it('learns to tell the rings apart, with parts that we help to define and with plain objects', async () => {
      const lines = (await run(process.execPath, ['dist/main.js'], { folder })).trim().split('\n')
      const runs = lines.map((line) => JSON.parse(line) as Learned)
      expect(runs.map(({ name }) => name)).toEqual(['defined', 'plain'])
      for (const { first, last, worstError, prediction } of runs) {
        expect(last).toBeLessThan(first / 20)
        // Every point of both rings is on its side, by far.
        expect(worstError).toBeLessThan(0.25)
        expect(prediction[0]![0]).toBeCloseTo(1, 0)
        expect(prediction[1]![0]).toBeCloseTo(0, 0)
      }
    })
  })

  describe.each(compilations)('%s, %s', (compiler, resolution) => {
    let complaints: string

    beforeAll(async () => {
      await addNodeTypes(folder)
      await mkdir(join(folder, 'src/everything'), { recursive: true })
      for (const name of libraries) await writeFile(join(folder, fileFor(name)), everythingOf(await entriesOf(name, folder)))
      complaints = await compile(folder, compiler, resolution, ['-p', '.', '--noEmit', '--types', 'node'])
    })

    it.each(libraries)('reads every declaration of %s', (name) => {
      const own = complaints.split('\n').filter((line) => line.startsWith(fileFor(name)) || line.includes(`node_modules/${name}/`))
      expect(own).toEqual([])
    })

    it('compiles the parts, and refuses each mistake', () => {
      expect(complaints).toBe('')
    })
  })
})

interface Learned {
  readonly name: string
  readonly first: number
  readonly last: number
  readonly worstError: number
  readonly prediction: number[][]
}

const fileFor = (name: string): string => `src/everything/${name.replace('@gradus/', '')}.ts`

/** The entries for Node need Node's types, which such a project has from elsewhere. */
async function addNodeTypes(folder: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  const types = dirname(resolve('@types/node/package.json'))
  const undici = dirname(createRequire(join(types, 'package.json')).resolve('undici-types/package.json'))
  await cp(types, join(folder, 'node_modules/@types/node'), { recursive: true, dereference: true })
  await cp(undici, join(folder, 'node_modules/undici-types'), { recursive: true, dereference: true })
}
