import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { toyNames } from './experiments/toy-names.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it.each(['xor', 'and --scratch --quiet', 'odds xor', 'race xor', 'moons'])(
  'README shows what `gradus-demo %s` prints',
  { timeout: 120_000 },
  async (line) => {
    const { stdout } = await call(...line.split(' '))
    expect(timeless(readme)).toContain(timeless(`gradus-demo ${line}\n\`\`\`\n\n\`\`\`\n${stdout}\`\`\`\n`))
  },
)

it.each(['xor', 'odds', 'race', 'step', 'mnist', 'moons', 'spirals'])('README names every flag of %s', async (command) => {
  const { stdout } = await call(command, '--help')
  for (const [flag] of stdout.matchAll(/--[a-z-]+/g)) expect(readme).toContain(flag)
})

it.each(toyNames)('README shows the boundary of %s that the command draws', { timeout: 60_000 }, async (toy) => {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
  try {
    const file = join(folder, 'boundary.svg')
    const { stdout } = await call(toy, '--quiet', '--boundary', file)
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(new URL(`../images/${toy}.svg`, import.meta.url), 'utf8'))
    const share = /Solved: ([\d.]+ %)/.exec(stdout)![1]!
    expect(readme.split('\n').find((line) => line.startsWith(`| \`${toy}\` |`))).toContain(`| ${share} |`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Times differ from run to run, and so do the columns they take. */
function timeless(text: string): string {
  return text.replace(/ +time$/gm, ' time').replace(/ +\d+ ms$/gm, ' N ms')
}
