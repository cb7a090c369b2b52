import { describe, expect, it } from 'vitest'
import { type Expression, input } from '../expression.ts'
import { evaluate } from '../numerics/evaluate.ts'
import { randomGenerator } from './random-generator.ts'
import { type RandomPlace, randomUniform, randomWords, rowMajorPosition, uniformFloat32, uniformFloat64 } from './step-random.ts'
import { threefryBlock } from './threefry.ts'

const position = rowMajorPosition([5])

function place(draw: number): RandomPlace {
  return { seed: input(0, 'int32'), step: input(1, 'int32'), draw, position }
}

/** The values of a formula at positions 0 … count−1. */
function values(formula: Expression, seed: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => evaluate(formula, [seed, step], [index]))
}

describe('randomWords', () => {
  it('takes (seed, step) as the key and (draw, position) as the counter', () => {
    const block = new Uint32Array(2)
    threefryBlock(0xfffffff9, 5, 2, 3, block)
    const words = randomWords(place(2)).map((word) => evaluate(word, [-7, 5], [3]) >>> 0)
    expect(words).toEqual(Array.from(block))
  })

  it('gives each seed, step, draw and position its own words', () => {
    const seen = new Set<string>()
    for (let seed = 0; seed < 4; seed++) {
      for (let step = 0; step < 4; step++) {
        for (let draw = 0; draw < 4; draw++) {
          for (const word of values(randomWords(place(draw))[0], seed, step, 4)) seen.add(`${word}`)
        }
      }
    }
    expect(seen.size).toBe(256)
  })

  it('never meets the stream of a generator of the same seed', () => {
    const random = randomGenerator(42)
    const host = Array.from({ length: 200 }, () => random.next())
    const inStep = values(randomUniform(place(0), 'float64'), 42, 0, 200)
    expect(host.filter((number) => inStep.includes(number))).toEqual([])
  })

  it.each([-1, 0.5, 2147483648, Number.NaN])('refuses draw %s', (draw) => {
    expect(() => randomWords(place(draw))).toThrowError(/randomWords: draw must be an integer in \[0, 2147483647\]/)
  })
})

describe('uniform numbers from words', () => {
  const word = input(0, 'int32')
  const second = input(1, 'int32')

  it('stay below 1 and reach 0, exactly', () => {
    expect(evaluate(uniformFloat32(word), [-1])).toBe(1 - 2 ** -24)
    expect(evaluate(uniformFloat32(word), [0])).toBe(0)
    expect(evaluate(uniformFloat32(word), [256])).toBe(2 ** -24)
    expect(evaluate(uniformFloat32(word), [-2147483648])).toBe(0.5)
    expect(evaluate(uniformFloat64(word, second), [-1, -1])).toBe(1 - 2 ** -53)
    expect(evaluate(uniformFloat64(word, second), [0, 64])).toBe(2 ** -53)
    expect(evaluate(uniformFloat64(word, second), [32, 0])).toBe(2 ** -27)
    expect(evaluate(uniformFloat64(word, second), [-2147483648, 0])).toBe(0.5)
  })

  it('agree with what a generator makes of the same words', () => {
    const random = randomGenerator(3)
    const words = randomGenerator(3) as unknown as { nextWord(): number }
    for (let count = 0; count < 100; count++) {
      expect(evaluate(uniformFloat64(word, second), [words.nextWord() >> 0, words.nextWord() >> 0])).toBe(random.next())
    }
  })

  it('are spread evenly within a draw: chi-square over 16 bins', () => {
    for (const dtype of ['float32', 'float64'] as const) {
      const counts = new Array<number>(16).fill(0)
      for (const value of values(randomUniform(place(1), dtype), 7, 3, 16000)) counts[Math.floor(value * 16)]!++
      const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
      expect(chiSquare).toBeLessThan(37.7) // 0.999 quantile with 15 degrees of freedom
      expect(chiSquare).toBeGreaterThan(3.48) // 0.001 quantile: not suspiciously even either
    }
  })
})

describe('rowMajorPosition', () => {
  it('counts the elements of an index space row by row', () => {
    const formula = rowMajorPosition([2, 3, 4])
    const found: number[] = []
    for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) for (let k = 0; k < 4; k++) found.push(evaluate(formula, [], [i, j, k]))
    expect(found).toEqual(Array.from({ length: 24 }, (_, index) => index))
  })

  it('is 0 for a scalar, and where there is no element', () => {
    expect(evaluate(rowMajorPosition([]), [])).toBe(0)
    expect(evaluate(rowMajorPosition([2, 0]), [], [0, 0])).toBe(0)
  })
})
