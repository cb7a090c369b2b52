// Protects: a stranger can install any one package, by the words of its README, and it works on every host.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameOf } from 'tooling-examples/example'
import { moduleOf } from 'tooling-examples/module-of'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { compile } from './compilers.ts'
import { emptyProject } from './empty-project.ts'
import { entriesOf, everythingOf } from './entries.ts'
import { type ExampleReport, exampleProgram } from './example-program.ts'
import { hostNames, runOn } from './hosts.ts'
import { installFrom } from './install-from.ts'
import { firstSteps } from './readme.ts'
import { strayContents } from './stray-contents.ts'

const libraries = inject('packages').filter(({ folder }) => folder.startsWith('packages/'))

describe.each(libraries.map((library) => [library.name, library] as const))('%s', (name, { version, folder }) => {
  const { install, examples } = firstSteps(folder)
  let project: string

  beforeAll(async () => {
    project = await emptyProject()
    await installFrom(inject('registry'), project, install)
  })

  const write = (file: string, text: string): Promise<void> => writeFile(join(project, file), text)

  it(`npm install ${install.join(' ')}: gives what was published, and nothing that is not ours`, async () => {
    expect(install[0]).toBe(name)
    const manifest = await readFile(join(project, 'node_modules', name, 'package.json'), 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({ name, version })
    expect((await readdir(join(project, 'node_modules'))).filter((other) => !/^(\.|@gradus$|gradus$)/.test(other))).toEqual([])
  })

  it('ships what users need, and no sources', () => {
    expect(strayContents(join(project, 'node_modules', name))).toEqual([])
  })

  it('can be required on Node 20.19, and is the same', async () => {
    const code = (entry: string) =>
      `import('${entry}').then((all) => console.log(Object.keys(all).every((key) => require('${entry}')[key] === all[key])))\n`
    const entries = await entriesOf(name, project)
    await write('require.cjs', entries.map(code).join(''))
    expect(await runOn('Node 20.19', 'require.cjs', project)).toBe('true\n'.repeat(entries.length))
  })

  describe('the smallest example of its README', () => {
    beforeAll(async () => {
      await write('example.js', await exampleProgram(examples))
    })

    it('imports nothing that README does not install', () => {
      const imported = examples.flatMap(({ code }) => Array.from(code.matchAll(/ from '(.*?)'/g), ([, specifier]) => specifier))
      expect(install).toEqual(expect.arrayContaining(imported))
    })

    it('compiles, and so does every declaration, without the types of any host but the browser', async () => {
      const entries = (await entriesOf(name, project)).filter((entry) => !entry.endsWith('/node'))
      await write('everything.ts', everythingOf(entries))
      await Promise.all(examples.map((example) => write(`${example.line}.ts`, moduleOf(example, 'compile'))))
      const files = ['everything.ts', ...examples.map(({ line }) => `${line}.ts`)]
      for (const resolution of ['nodenext', 'bundler'] as const) {
        expect(await compile(project, 'TypeScript 7', resolution, [...strict, ...files])).toBe('')
      }
    })

    it.each(hostNames)('does and prints what README says on %s', async (host) => {
      const report = JSON.parse(await runOn(host, 'example.js', project)) as ExampleReport
      for (const example of examples) {
        const { printed } = report[nameOf(example)]!
        if (printed.length > 0) expect(printed.join('\n')).toBe(example.output)
      }
      expect(Object.values(report).flatMap(({ kept, printed }) => [...kept, ...printed])).not.toEqual([])
    })
  })
})

const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--allowImportingTsExtensions']
