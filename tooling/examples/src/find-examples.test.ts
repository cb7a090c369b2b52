import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, packageFolders, sourceFiles } from 'tooling-rules/source-files'
import { describe, expect, it } from 'vitest'
import { docstringExamples } from './docstrings.ts'
import { root } from './example.ts'
import { findExamples } from './find-examples.ts'
import { markdownExamples } from './markdown.ts'
import { pages } from './pages.ts'

describe('docstringExamples', () => {
  const text = `
/**
 * What it does.
 *
 * @example
 * import { a } from '@gradus/tensor'
 *
 * const b = {
 *   c: a,
 * }
 *
 * @see d
 */
export const e = {
  /**
   * @example
   * e.f() // 1
   */
  f: () => 1,
}`

  it('gives the code as it stands, with the line on which it begins', () => {
    expect(docstringExamples({ path: 'p.ts', text })).toEqual([
      { path: 'p.ts', line: 6, code: "import { a } from '@gradus/tensor'\n\nconst b = {\n  c: a,\n}", earlier: [] },
      { path: 'p.ts', line: 17, code: 'e.f() // 1', earlier: [] },
    ])
  })
})

describe('markdownExamples', () => {
  const text = '# Page\n\n```sh\nls\n```\n\n```ts\na()\n```\n\n```\nprinted\n```\n\n```ts\nb()\nc()\n```\n'

  it('gives the blocks of TypeScript, with those before them and with their output', () => {
    const first = { path: 'p.md', line: 8, code: 'a()', earlier: [], output: 'printed' }
    expect(markdownExamples({ path: 'p.md', text })).toEqual([first, { path: 'p.md', line: 16, code: 'b()\nc()', earlier: [first] }])
  })

  it('takes what a mark says where it is from for no output, and no example', () => {
    const marked = '```ts\na()\n```\n\n<!-- output of: pnpm demo -->\n```\nprinted\n```\n\n<!-- from: a.ts -->\n\n```ts\nb()\n```\n'
    expect(markdownExamples({ path: 'p.md', text: marked })).toEqual([{ path: 'p.md', line: 2, code: 'a()', earlier: [] }])
  })

  it('finds blocks in lists', () => {
    const list = '1. First\n\n   ```ts\n   a({\n     b,\n   })\n   ```\n\n   ~~~ts {1}\n   c()\n   ~~~\n'
    expect(markdownExamples({ path: 'p.md', text: list }).map(({ line, code }) => [line, code])).toEqual([
      [4, 'a({\n  b,\n})'],
      [10, 'c()'],
    ])
  })
})

describe('findExamples', () => {
  const examples = findExamples()
  const folders = packageFolders('packages')

  it('misses no example of a docstring', () => {
    const files = folders.flatMap((folder) => sourceFiles(`${folder}/src`)).filter(({ path }) => !isTest(path))
    const tags = files.flatMap(({ text }) => text.match(/^\s*\* @example/gm) ?? [])
    expect(examples.filter(({ path }) => path.endsWith('.ts'))).toHaveLength(tags.length)
  })

  it('misses no block of a page', () => {
    const fences = (path: string) =>
      readFileSync(join(root, path), 'utf8').match(/^\s*([-*] |\d+\. )?\s*(```|~~~)\s*(ts|tsx|js|typescript|javascript)\b/gm) ?? []
    const quotations = (path: string) => readFileSync(join(root, path), 'utf8').match(/^<!-- from: .* -->\n+```ts\b/gm) ?? []
    for (const path of pages()) {
      const found = examples.filter((example) => example.path === path)
      expect(found, path).toHaveLength(fences(path).length - quotations(path).length)
    }
  })
})
