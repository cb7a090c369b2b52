// Protects: what we publish is enough to write parts of one's own, in both compilers, and the trainer drives them.
import { readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installPacked, run } from './install-packed.ts'

const minutes = 60_000
const project = fileURLToPath(new URL('../project', import.meta.url))
const installed = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))

const typescript6 = join(installed('typescript'), 'bin/tsc6')
const typescript7 = join(installed('@typescript/native'), 'bin/tsc')

describe('a project outside the repository', () => {
  let folder: string

  beforeAll(async () => {
    folder = await installPacked(project)
  }, 5 * minutes)

  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  it('gets packages that depend on nothing but each other and name no sources', async () => {
    const scope = join(folder, 'node_modules/@gradus')
    const folders = [join(folder, 'node_modules/gradus'), ...(await readdir(scope)).map((name) => join(scope, name))]
    const own = [join(folder, 'node_modules'), scope].flatMap(async (path) => readdir(path))
    expect((await Promise.all(own)).flat().filter((name) => !name.startsWith('.'))).toHaveLength(folders.length + 1)
    for (const path of folders) {
      const manifest = await readFile(join(path, 'package.json'), 'utf8')
      expect(manifest, path).not.toMatch(/@gradus\/source|workspace:/)
      expect(await readdir(path), path).not.toContain('src')
    }
  })

  it.each([
    ['TypeScript 6', 'nodenext', typescript6, []],
    ['TypeScript 7', 'nodenext', typescript7, []],
    ['TypeScript 7', 'bundler', typescript7, ['--module', 'esnext']],
  ])(
    'compiles with %s under %s, and so do all our declarations',
    async (_, resolution, compiler, options) => {
      const args = ['-p', folder, '--pretty', 'false', '--noEmit', '--moduleResolution', resolution, ...options]
      expect(await run(process.execPath, [compiler, ...args], folder)).toBe('')
    },
    2 * minutes,
  )

  describe('compiled', () => {
    beforeAll(async () => {
      await run(process.execPath, [typescript7, '-p', folder], folder)
    }, minutes)

    it.each(['adagrad', 'pinball', 'worst-error'])('takes only types from whatever drives %s', async (name) => {
      const code = await readFile(join(folder, `dist/${name}.js`), 'utf8')
      expect(Array.from(code.matchAll(/from '(.*)'/g), ([, specifier]) => specifier)).toEqual(['@gradus/tensor'])
    })

    it(
      'learns to tell the rings apart, with parts that we help to define and with plain objects',
      async () => {
        const output = await run(process.execPath, ['dist/main.js'], folder)
        const runs = output
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { name: string; first: number; last: number; worstError: number; prediction: number[][] })
        expect(runs.map(({ name }) => name)).toEqual(['defined', 'plain'])
        for (const { first, last, worstError, prediction } of runs) {
          expect(last).toBeLessThan(first / 20)
          // Every point of both rings is on its side, by far.
          expect(worstError).toBeLessThan(0.25)
          expect(prediction[0]![0]).toBeCloseTo(1, 0)
          expect(prediction[1]![0]).toBeCloseTo(0, 0)
        }
      },
      minutes,
    )
  })
})
