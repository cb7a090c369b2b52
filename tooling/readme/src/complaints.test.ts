import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from 'tooling-examples/example'
import { pages } from 'tooling-examples/pages'
import { describe, expect, it } from 'vitest'
import { complaintsAbout } from './complaints.ts'

describe('pages', () => {
  it.each(pages())('%s: what it shows is checked, what it names exists', async (page) => {
    expect(await complaintsAbout(page, readFileSync(join(root, page), 'utf8'))).toEqual([])
  })
})

describe('complaintsAbout', () => {
  const about = (text: string, page = 'packages/plot/README.md') => complaintsAbout(page, text)
  const block = (language: string, content: string, mark = '') => `${mark && `${mark}\n\n`}\`\`\`${language}\n${content}\n\`\`\`\n`

  it.each([
    ['a block that nothing prints', block('', 'printed'), 'nothing says what printed this'],
    ['a block behind commands', block('sh', 'pnpm test') + block('', 'printed'), 'nothing says what printed this'],
    ['another language', block('json', '{}'), 'a block of json is checked by nothing'],
    ['examples under another name', block('js', 'f()'), 'a block of js is checked by nothing'],
    ['a quotation that is none', block('ts', 'const a = 1', '<!-- from: packages/plot/src/index.ts -->'), 'does not have this text'],
    ['a quotation of no file', block('ts', 'const a = 1', '<!-- from: packages/plot/src/none.ts -->'), 'does not have this text'],
    ['a program', block('sh', 'gradus xor'), 'unknown program gradus'],
    ['a script', block('sh', 'pnpm tset'), 'there is no script tset'],
    ['an option of a script', block('sh', 'pnpm bench --pages'), 'tooling/bench/ knows no --pages'],
    ['a version of pnpm', block('sh', 'npx -y pnpm@9.0.0 test'), 'it is pnpm@'],
    ['a package', block('sh', 'npm install @gradus/plots'), 'there is no @gradus/plots'],
    ['a command of the demo', block('sh', 'pnpm demo xro'), 'the demo knows no command xro'],
    ['an option of the demo', block('sh', 'gradus-demo xor --epoch 3'), "the demo's xor has no --epoch"],
    ['an option of one of two commands', 'Say `npx @gradus/demo odds xor --scratch`.', "the demo's odds has no --scratch"],
    ['a file', block('sh', 'node tooling/engines/src/mian.ts'), 'there is no file tooling/engines/src/mian.ts'],
    ['a link to another package', '[tensor](../tensor)', 'does not exist on npm'],
    ['a picture', '![a](images/a.svg)', 'does not exist on npm'],
    ['a heading', '[below](#below)', 'has no heading #below'],
  ])('finds %s', async (_, text, complaint) => {
    expect(await about(text)).toEqual([expect.stringContaining(complaint)])
  })

  it('finds links of the root that lead nowhere', async () => {
    expect(await about('[a](packages/none) [b](CONTRIBUTING.md#none)', 'README.md')).toEqual([
      expect.stringContaining('there is no packages/none'),
      expect.stringContaining('CONTRIBUTING.md has no heading #none'),
    ])
  })

  it('has none about what is checked', async () => {
    const text = [
      block('ts', 'a()') + block('', 'printed'),
      block('', 'printed', '<!-- output of: gradus-demo xor -->'),
      block('sh', "npm install gradus\nnpx -y pnpm@10.34.9 demo xor # learns\nGRADUS_BACKEND=./x.ts pnpm test packages/plot -t 'a b'"),
      '`pnpm demo step xor --scratch --row 0`, [errors](#errors-you-will-meet)',
    ]
    expect(await about(text.join('\n'))).toEqual([])
  })
})
