import { describe, expect, it } from 'vitest'
import { MersenneTwister } from './mersenne-twister.ts'

function draw(seed: readonly number[], count: number): number[] {
  const twister = new MersenneTwister(seed)
  return Array.from({ length: count }, () => twister.nextWord())
}

describe('MersenneTwister', () => {
  it('has the 10000th word that the C++ standard requires of mt19937 with seed 5489', () => {
    const words = draw([5489], 10000)
    expect(words[0]).toBe(3499211612)
    expect(words[9999]).toBe(4123659995) // ISO C++11 [rand.predef]
  })

  it('seeded by an array, begins and goes on as in mt19937ar.out', () => {
    const words = draw([0x123, 0x234, 0x345, 0x456], 1000)
    expect(words.slice(0, 5)).toEqual([1067595299, 955945823, 477289528, 4107218783, 4228976476])
    expect(words[999]).toBe(3460025646)
  })
})
