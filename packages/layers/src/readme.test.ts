import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diagnosticsOf } from 'tooling-type-diagnostics'
import { describe, expect, it } from 'vitest'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n(import .*?)```/gs)].map(([, code]) => code!)

describe('the examples of the README', () => {
  it.each(examples.map((code, i) => [i + 1, code] as const))(
    'compile: number %d',
    (_, code) => {
      expect(diagnosticsOf(`${code}\nexport {}`, import.meta.dirname)).toEqual([])
    },
    30_000,
  )

  it('are all there', () => {
    expect(examples).toHaveLength(3)
  })
})
