import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it.each(['xor', 'and --scratch --quiet', 'odds xor', 'race xor'])(
  'README shows what `gradus-demo %s` prints',
  { timeout: 120_000 },
  async (line) => {
    const { stdout } = await call(...line.split(' '))
    expect(timeless(readme)).toContain(timeless(`gradus-demo ${line}\n\`\`\`\n\n\`\`\`\n${stdout}\`\`\`\n`))
  },
)

it.each(['xor', 'odds', 'race', 'step', 'mnist'])('README names every flag of %s', async (command) => {
  const { stdout } = await call(command, '--help')
  for (const [flag] of stdout.matchAll(/--[a-z-]+/g)) expect(readme).toContain(flag)
})

/** Times differ from run to run, and so do the columns they take. */
function timeless(text: string): string {
  return text.replace(/ +time$/gm, ' time').replace(/ +\d+ ms$/gm, ' N ms')
}
