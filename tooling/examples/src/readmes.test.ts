import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolders } from 'tooling-rules/source-files'
import { describe, expect, it } from 'vitest'
import { root } from './example.ts'
import { exportedNames } from './exported-names.ts'

describe.each(packageFolders('packages'))('the README of %s', (folder) => {
  const readme = readFileSync(join(root, folder, 'README.md'), 'utf8')

  it('goes from what it is for to how to extend it', () => {
    const headings = readme.match(/^## .*$/gm) ?? []
    expect(headings).toEqual([
      '## Install',
      '## Smallest example',
      expect.stringMatching(/^## The idea in (five|ten) lines( of maths)?$/),
      '## API',
      '## Errors you will meet',
      '## How to extend',
    ])
  })

  it('names all that the package exports', async () => {
    const index = `${folder}/src/index.ts`
    const places = exportedNames(index)
    const values = Object.keys(await import(/* @vite-ignore */ join(root, index)))
    const own = values.filter((name) => places.get(name)?.startsWith(`${folder}/`))
    const named = new Set(
      [...readme.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code!.match(/\w+/g) ?? []),
    )
    expect(own.filter((name) => !named.has(name))).toEqual([])
  })
})
