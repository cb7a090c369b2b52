import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Blocks } from './blocks.ts'

it('blocks in use never touch each other, begin where cache lines do, and leave nothing behind', () => {
  const actions = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 0, max: 300 })), { maxLength: 60 })
  fc.assert(
    fc.property(actions, (list) => {
      const blocks = new Blocks(1024)
      let used: { start: number; bytes: number }[] = []
      for (const [choice, bytes] of list) {
        // Two of three times a block is taken.
        if (choice % 3 > 0 || used.length === 0) used.push({ start: blocks.take(bytes), bytes })
        else {
          const block = used[choice % used.length]!
          blocks.give(block.start, block.bytes)
          used = used.filter((other) => other !== block)
        }
        const sorted = [...used].sort((a, b) => a.start - b.start)
        sorted.forEach(({ start, bytes: size }, i) => {
          expect(start % 64).toBe(0)
          expect(start + size + 16).toBeLessThanOrEqual(sorted[i + 1]?.start ?? blocks.extent)
        })
      }
      for (const { start, bytes } of used) blocks.give(start, bytes)
      expect(blocks.extent).toBe(1024)
    }),
  )
})

it('a free stretch is used again', () => {
  const blocks = new Blocks(0)
  const [a, b] = [blocks.take(100), blocks.take(100)]
  blocks.give(a, 100)
  expect(blocks.take(300)).toBeGreaterThan(b)
  expect(blocks.take(100)).toBe(a)
})
