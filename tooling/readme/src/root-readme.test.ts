import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from 'tooling-examples/example'
import { examplesIn } from 'tooling-examples/examples-in'
import { expect, it } from 'vitest'

it('the root README fits on a screen, and trains XOR in twelve lines', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(80)
  const [first] = examplesIn('README.md')
  expect(first!.code.split('\n').filter((line) => line !== '')).toHaveLength(12)
})
