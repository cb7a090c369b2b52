import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it.each(['xor', 'odds', 'race', 'step', 'mnist', 'moons', 'spirals'])('README names every flag of %s', async (command) => {
  const { stdout } = await call(command, '--help')
  for (const [flag] of stdout.matchAll(/--[a-z-]+/g)) expect(readme).toContain(flag)
})
