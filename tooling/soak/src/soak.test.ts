// Protects: however long a training goes on, and however many come and go, it keeps no memory, leaves nothing open, and Node ends by itself.
import { describe, expect, it } from 'vitest'
import { complaintsOf } from './complaints.ts'
import { soak } from './soak.ts'
import { tableOf } from './table.ts'

describe('memory does not grow', () => {
  // `pnpm soak` is the long form, and the strict one.
  it.each([
    ['compiled, wasm', 20_000],
    ['eager, cpu', 500],
    ['eager, wasm', 500],
    ['trainers made and dropped', 800],
  ])('%s, %i steps', async (name, steps) => {
    const soaked = await soak(name, steps)
    expect(complaintsOf(soaked, 0.05), tableOf([soaked])).toEqual([])
    expect(soaked.first.wasm > 0).toBe(name !== 'eager, cpu')
  })
})

describe('a leak is told', () => {
  const module = new URL('./__fixtures__/leaks.ts', import.meta.url)

  it.each([
    ['objects are kept', /^objects are kept: heap grew from \d+ to \d+ bytes$/],
    ['typed arrays are kept', /heap grew/],
    ['memory of WebAssembly grows', /wasm grew from \d+ to \d+ bytes$/],
  ])('%s', async (name, complaint) => {
    expect(complaintsOf(await soak(name, 20_000, module), 0.05)).toContainEqual(expect.stringMatching(complaint))
  })

  it('a timer stays', async () => {
    expect(complaintsOf(await soak('a timer stays', 10, module), 0.05)).toEqual([
      'a timer stays: 8 handles more are open',
      expect.stringMatching(/Node ended after 3\.\d s, expected at most 1 s$/),
    ])
  })
})
