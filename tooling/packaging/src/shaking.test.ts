// Protects: the proof that bundlers leave out what is not used can fail.
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { loadingTraces } from './loading-traces.ts'
import { relatedModules } from './related-modules.ts'

it('a module that does something when it is loaded is found, whatever its manifest says', async () => {
  expect(await loadingTraces('./__fixtures__/impure/index.js')).toEqual([
    'writes "Hello"',
    'changes globalThis.Array.prototype.last',
    'changes globalThis.impure',
    'keeps a timer or a file open',
  ])
  expect(await loadingTraces('./__fixtures__/shaking/index.js')).toEqual([])
})

it('what a function needs is found through modules that pass names on, and nothing beside it', () => {
  const index = fileURLToPath(new URL('__fixtures__/shaking/index.js', import.meta.url))
  const names = (name: string): string[] => Array.from(relatedModules(index, name), (path) => path.replace(/^.*\//, '')).sort()
  expect(names('used')).toEqual(['member.js', 'numbers.js', 'used.js'])
  expect(names('unused')).toEqual(['unused.js'])
  expect(names('family')).toEqual(['member.js', 'unused.js'])
})
