import { GradusError, scalar, threefryBlock } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { expectCompiled } from './__fixtures__/compiled.ts'
import { randomNormal } from './random-normal.ts'
import { stepRandom } from './step-random.ts'

/** The uniform float64 that belongs to a place, from the words of the block. */
function uniformAt(seed: number, step: number, draw: number, position: number): number {
  const block = new Uint32Array(2)
  threefryBlock(seed, step, draw, position, block)
  return ((block[0]! >>> 5) * 67108864 + (block[1]! >>> 6)) / 9007199254740992
}

describe('randomNormal', () => {
  it('is made of the uniform numbers of two draws, and a float32 is the float64 rounded', () => {
    const random = stepRandom(42, 7)
    random.uniform([3])
    const numbers = randomNormal(random, [2, 3], 'float64').toTypedArray()
    numbers.forEach((value, i) => {
      const [u, v] = [uniformAt(42, 7, 1, i), uniformAt(42, 7, 2, i)]
      expect(value).toBe(Math.sqrt(-2 * scalar.log(1 - u)) * scalar.cos(2 * Math.PI * v))
    })
    const again = stepRandom(42, 7)
    again.uniform([3])
    expect(randomNormal(again, [2, 3]).toTypedArray()).toEqual(Float32Array.from(numbers))
  })

  it('takes two draws, so that what comes after is independent', () => {
    const random = stepRandom(1, 0)
    randomNormal(random, [4])
    expect(random.uniform([1], 'float64').toTypedArray()[0]).toBe(uniformAt(1, 0, 2, 0))
  })

  it('has the moments and the tails of the normal distribution', () => {
    const count = 200_000
    const numbers = randomNormal(stepRandom(3, 5), [count]).toTypedArray() as Float32Array
    const moment = (k: number) => numbers.reduce((sum, value) => sum + value ** k, 0) / count
    // Four standard errors: those of xᵏ are √((2k − 1)!! / count) at most.
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / count))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / count))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count))
    for (const [limit, share] of [
      [1, 0.3173105],
      [2, 0.0455003],
      [3, 0.0026998],
    ] as const) {
      const beyond = numbers.reduce((total, value) => total + (Math.abs(value) > limit ? 1 : 0), 0) / count
      expect(Math.abs(beyond - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / count))
    }
  })

  it('has the same bits when compiled', () => {
    expectCompiled('normal', [], () => {
      const random = stepRandom(9, 3)
      return [randomNormal(random, [5, 7]), randomNormal(random, [70], 'float64'), randomNormal(random, [])]
    })
  })

  it('differs from step to step and from seed to seed', () => {
    const first = (seed: number, step: number) => randomNormal(stepRandom(seed, step), [1]).item()
    expect(new Set([first(0, 0), first(0, 1), first(1, 0)]).size).toBe(3)
  })

  it('refuses other dtypes, shapes that are none, and what draws nothing', () => {
    expect(() => randomNormal(stepRandom(0, 0), [1], 'int32' as never)).toThrow(GradusError)
    expect(() => randomNormal({} as never, [1])).toThrow(/^randomNormal: random must be the random numbers of a step, such as stepRandom/)
    expect(() => randomNormal(stepRandom(0, 0), [-1])).toThrow(/^randomNormal: dimension 0 is -1/)
  })
})
