import { describe, expect, it } from 'vitest'
import { constant, input } from '../expression.ts'
import { evaluate } from '../numerics/evaluate.ts'
import fixture from './__fixtures__/threefry.json' with { type: 'json' }
import { threefry2x32, threefryBlock } from './threefry.ts'

// Random123's known-answer vectors (kat_vectors, threefry2x32 20), in the order key, counter, words.
const knownAnswers = [
  [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
].map(([key0, key1, counter0, counter1, word0, word1]) => ({
  key: [key0!, key1!],
  counter: [counter0!, counter1!],
  words: [word0!, word1!],
}))

const vectors = [...knownAnswers, ...fixture.vectors]

describe('threefryBlock', () => {
  it.each(vectors)('gives the words of Random123 and randomgen for key $key, counter $counter', ({ key, counter, words }) => {
    const block = new Uint32Array(2)
    threefryBlock(key[0]!, key[1]!, counter[0]!, counter[1]!, block)
    expect(Array.from(block)).toEqual(words)
  })
})

describe('threefry2x32', () => {
  const [first, second] = threefry2x32(input(0, 'int32'), input(1, 'int32'), input(2, 'int32'), input(3, 'int32'))

  it.each(vectors)('as a formula gives the same words for key $key, counter $counter', ({ key, counter, words }) => {
    const inputs = [...key, ...counter]
    expect([evaluate(first, inputs) >>> 0, evaluate(second, inputs) >>> 0]).toEqual(words)
  })

  it('takes constants for the counter', () => {
    const [word] = threefry2x32(constant(0, 'int32'), constant(0, 'int32'), 0, 0)
    expect(evaluate(word, []) >>> 0).toBe(0x6b200159)
  })
})
