import { describe, expect, it } from 'vitest'
import type { RandomGenerator } from './generator.ts'
import { numpyRandom } from './numpy-random.ts'
import { randomGenerator } from './random-generator.ts'

const count = 100000

// Each bound below holds for a true random source with probability 0.998 or more; the seeds are fixed, so a pass stays a pass.

function draw(next: () => number, length = count): Float64Array {
  return Float64Array.from({ length }, next)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function moment(values: Float64Array, power: number): number {
  const center = mean(values)
  return mean(values.map((value) => (value - center) ** power))
}

/** Σ (observed − expected)² / expected over bins 0 … expected.length−1. */
function chiSquare(bins: Iterable<number>, expected: readonly number[]): number {
  const observed = new Array<number>(expected.length).fill(0)
  for (const bin of bins) observed[bin]!++
  return expected.reduce((sum, wanted, bin) => sum + (observed[bin]! - wanted) ** 2 / wanted, 0)
}

/** Chi-square at probabilities 0.001 and 0.999, by degrees of freedom. Source: scipy.stats.chi2.ppf, SciPy 1.10.1. */
const chiSquareBounds: Record<number, readonly [number, number]> = {
  2: [0.002, 13.816],
  4: [0.091, 18.467],
  7: [0.598, 24.322],
  9: [1.152, 27.877],
  23: [7.529, 49.728],
  99: [61.137, 148.23],
}

function expectChiSquare(bins: Iterable<number>, expected: readonly number[]): void {
  const [low, high] = chiSquareBounds[expected.length - 1]!
  const value = chiSquare(bins, expected)
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
}

function even(bins: number, total = count): number[] {
  return new Array<number>(bins).fill(total / bins)
}

describe.each([
  ['randomGenerator', randomGenerator as (seed: number) => RandomGenerator],
  ['numpyRandom', numpyRandom as (seed: number) => RandomGenerator],
])('%s', (_, create) => {
  it('next: mean 1/2, variance 1/12, evenly spread', () => {
    const random = create(1)
    const values = draw(() => random.next())
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(3.1 * Math.sqrt(1 / 12 / count))
    expect(Math.abs(moment(values, 2) - 1 / 12)).toBeLessThan(3.1 * Math.sqrt(1 / 180 / count))
    expectChiSquare(
      values.map((value) => Math.floor(value * 100)),
      even(100),
    )
  })

  it('next: the low bits are as even as the high ones', () => {
    const random = create(2)
    const bins = draw(() => (random.next() * 2 ** 53) % 8)
    expectChiSquare(bins, even(8))
  })

  it('next: a number says nothing about the next one', () => {
    const random = create(3)
    const values = draw(() => random.next() - 0.5)
    const products = values.slice(1).map((value, index) => value * values[index]!)
    expect(Math.abs(mean(products))).toBeLessThan(3.1 * Math.sqrt(1 / 144 / count))
    expectChiSquare(
      products.map((_, index) => Math.floor((values[index]! + 0.5) * 10) * 10 + Math.floor((values[index + 1]! + 0.5) * 10)),
      even(100, count - 1),
    )
  })

  it('next: the first numbers of seeds 0, 1, 2, … and of forks 0, 1, 2, … are spread evenly', () => {
    const few = 5000
    let seed = 0
    expectChiSquare(
      draw(() => Math.floor(create(seed++).next() * 10), few),
      even(10, few),
    )
    const parent = create(4)
    expectChiSquare(
      draw(() => Math.floor(parent.fork().next() * 10), few),
      even(10, few),
    )
  })

  it('uniform: all of [low, high) evenly', () => {
    const random = create(5)
    const values = draw(() => random.uniform(-3, 7))
    expect(values.every((value) => value >= -3 && value < 7)).toBe(true)
    expectChiSquare(
      values.map((value) => Math.floor(value + 3)),
      even(10),
    )
  })

  it('integer: without bias where a remainder would have one', () => {
    const third = 2 ** 30
    const random = create(6)
    expectChiSquare(
      draw(() => Math.floor(random.integer(0, 3 * third) / third)),
      even(3),
    )
    const wide = 2 ** 50
    expectChiSquare(
      draw(() => Math.floor((random.integer(-wide, 4 * wide) + wide) / wide)),
      even(5),
    )
    expectChiSquare(
      draw(() => random.integer(-4, 6) + 4),
      even(10),
    )
  })

  it('normal: mean, variance, skewness, kurtosis and the quantiles of the bell curve', () => {
    const random = create(7)
    const values = draw(() => random.normal(2, 3)).map((value) => (value - 2) / 3)
    expect(Math.abs(mean(values))).toBeLessThan(3.1 / Math.sqrt(count))
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(3.1 * Math.sqrt(2 / count))
    expect(Math.abs(moment(values, 3))).toBeLessThan(3.1 * Math.sqrt(6 / count))
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(3.1 * Math.sqrt(96 / count))
    // Deciles of the standard normal distribution (scipy.stats.norm.ppf).
    const deciles = [-1.2815515655446004, -0.8416212335729142, -0.5244005127080407, -0.2533471031357997, 0, 0.2533471031357997]
    deciles.push(0.5244005127080407, 0.8416212335729143, 1.2815515655446004)
    expectChiSquare(
      values.map((value) => deciles.filter((decile) => value > decile).length),
      even(10),
    )
  })

  it('normal: the two numbers of a pair are unrelated', () => {
    const random = create(8)
    const products = draw(() => random.normal() * random.normal())
    expect(Math.abs(mean(products))).toBeLessThan(3.1 / Math.sqrt(count))
  })

  it('permutation: all 24 orders of four are equally likely', () => {
    const random = create(9)
    const orders = new Map<string, number>()
    const bins = draw(() => {
      const order = random.permutation(4).join('')
      if (!orders.has(order)) orders.set(order, orders.size)
      return orders.get(order)!
    })
    expect(orders.size).toBe(24)
    expectChiSquare(bins, even(24))
  })

  it('choice: follows its probabilities and never takes an impossible outcome', () => {
    const random = create(10)
    const probabilities = [0.5, 0, 0.25, 0.125, 0.0625, 0.0625]
    const bins = draw(() => random.choice(6, { probabilities }))
    expect(bins.includes(1)).toBe(false)
    const possible = probabilities.filter((probability) => probability > 0)
    expectChiSquare(
      bins.map((bin) => (bin > 1 ? bin - 1 : 0)),
      possible.map((probability) => probability * count),
    )
  })
})
