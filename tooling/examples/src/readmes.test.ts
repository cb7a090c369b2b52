import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolders } from 'tooling-rules/source-files'
import { describe, expect, it } from 'vitest'
import { blocksIn } from './blocks.ts'
import { claimsIn } from './claims.ts'
import { root } from './example.ts'
import { examplesIn } from './examples-in.ts'
import { exportedNames } from './exported-names.ts'

const packages = packageFolders('packages')
const textOf = (folder: string) => readFileSync(join(root, folder, 'README.md'), 'utf8')

/** The text below a heading, up to the next one. */
function section(readme: string, heading: string): string {
  const start = readme.indexOf(`\n## ${heading}\n`)
  const end = readme.indexOf('\n## ', start + 1)
  return readme.slice(start, end === -1 ? undefined : end)
}

describe.each([...packages, 'apps/demo'])('the README of %s', (folder) => {
  const readme = textOf(folder)

  it('goes from what it is for to how to extend it', () => {
    const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    expect(readme).toMatch(new RegExp(`^# ${name}\n\n\\w`))
    expect(readme.match(/^##? .*$/gm)!.slice(1)).toEqual([
      '## Install',
      '## Smallest example',
      '## The idea in five lines of maths',
      '## API',
      '## Errors you will meet',
      '## How to extend',
    ])
  })

  it('has five lines of maths, a table of what there is, and errors by their words', () => {
    const idea = section(readme, 'The idea in five lines of maths')
    expect(idea.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. '])
    expect(section(readme, 'API')).toMatch(/^\|---\|---\|/m)
    expect(section(readme, 'Errors you will meet')).toMatch(/GradusError|\| Message \|/)
  })
})

describe.each(packages)('the smallest example of %s', (folder) => {
  const readme = textOf(folder)
  const blocks = blocksIn(section(readme, 'Smallest example')).filter(({ language }) => language === 'ts')
  const example = examplesIn(`${folder}/README.md`)[0]!

  it('needs what its installation names, and nothing above it', () => {
    expect(example.code).toBe(blocks[0]!.content)
    // What goes on from it in the same section is part of the first steps.
    const imported = blocks.flatMap(({ content }) => Array.from(content.matchAll(/ from '(@gradus\/[\w-]+|[\w-]+)/g), ([, name]) => name!))
    const [install] = blocksIn(section(readme, 'Install'))
    expect(install!.language).toBe('sh')
    expect(install!.content.replace('npm install ', '').split(' ').sort()).toEqual([...new Set(imported)].sort())
  })

  it('shows what comes out', () => {
    expect(example.output !== undefined || claimsIn(example.code).some(({ kind }) => kind === 'value')).toBe(true)
  })
})

describe.each(packages)('the README of %s', (folder) => {
  it('names all that the package exports', async () => {
    const index = `${folder}/src/index.ts`
    const places = exportedNames(index)
    const values = Object.keys(await import(/* @vite-ignore */ join(root, index)))
    const own = values.filter((name) => places.get(name)?.startsWith(`${folder}/`))
    const named = new Set(
      [
        ...textOf(folder)
          .replace(/^```[\s\S]*?^```$/gm, '')
          .matchAll(/`([^`]+)`/g),
      ].flatMap(([, code]) => code!.match(/\w+/g) ?? []),
    )
    expect(own.filter((name) => !named.has(name))).toEqual([])
  })
})
