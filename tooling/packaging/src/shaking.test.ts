// Protects: the proof that bundlers leave out what is not used can fail.
import { expect, it } from 'vitest'
import { loadingTraces } from './loading-traces.ts'
import { surplus } from './shaking.ts'

it('a module that does something when it is loaded is found, whatever its manifest says', async () => {
  expect(await loadingTraces('./__fixtures__/impure/index.js')).toEqual([
    'writes "Hello"',
    'changes globalThis.Array.prototype.last',
    'changes globalThis.impure',
    'keeps a timer or a file open',
  ])
  expect(await loadingTraces('./__fixtures__/pure/index.js')).toEqual([])
})

it('a bundle that keeps more than the sources need is found', () => {
  expect(surplus(50_400, 50_000)).toEqual([])
  expect(surplus(1_390, 1_200)).toEqual([])
  expect(surplus(50_600, 50_000)).toEqual([expect.stringContaining('50600 bytes, expected at most 50500')])
  expect(surplus(1_500, 1_200)).toHaveLength(1)
})
