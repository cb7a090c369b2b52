import { assert, double, integer, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalExponent, numberText } from './decimal.ts'
import { linearScale } from './linear-scale.ts'
import { logScale } from './log-scale.ts'
import type { Scale } from './scale.ts'

const labels = (scale: Scale) => scale.ticks.map(({ label }) => label).join(' ')

// Shrinking a failure over all doubles takes minutes.
const runs = { numRuns: 2000, endOnFailure: true }

describe('decimals', () => {
  it.each([
    [1, 0],
    [999.999, 2],
    [0.001, -3],
    [-0.02, -2],
    [1e300, 300],
    [5e-324, -324],
    // Just below and just above a power of ten: a logarithm in floating point rounds to it.
    [999999999999999.9, 14],
    [1000000000000000.1, 15],
  ])('the exponent of %d is %d', (value, exponent) => {
    expect(decimalExponent(value)).toBe(exponent)
  })

  it.each([
    [0, '0'],
    [0.0171828, '0.0172'],
    [0.6974, '0.697'],
    [1, '1'],
    [-12.34, '−12.3'],
    [1234.5, '1230'],
    [1.5e-7, '1.5e-7'],
    [2e9, '2e9'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%d is written %s', (value, text) => {
    expect(numberText(value)).toBe(text)
  })
})

describe('a linear scale', () => {
  it.each([
    // min, max, count, labels
    [0, 0.69, 5, '0 0.2 0.4 0.6 0.8'],
    [0, 1, 5, '0 0.2 0.4 0.6 0.8 1.0'],
    [-1, 1, 5, '−1.0 −0.5 0 0.5 1.0'],
    [0, 50, 5, '0 10 20 30 40 50'],
    [0, 18_000, 5, '0 5k 10k 15k 20k'],
    [0, 2_300_000, 5, '0 0.5M 1.0M 1.5M 2.0M 2.5M'],
    [0.6831, 0.6833, 4, '0.68310 0.68315 0.68320 0.68325 0.68330'],
    [0, 3e-7, 3, '0 1e-7 2e-7 3e-7'],
    [1e9, 1e9 + 4, 4, '1e9 1.000000001e9 1.000000002e9 1.000000003e9 1.000000004e9'],
    [5, 5, 5, '2 3 4 5 6 7 8'],
    [0, 0, 5, '0 0.2 0.4 0.6 0.8 1.0'],
  ])('from %d to %d in about %d steps has ticks %s', (min, max, count, expected) => {
    expect(labels(linearScale({ min, max }, { count, extend: true }))).toBe(expected)
  })

  it('of epochs has no ticks between them', () => {
    expect(labels(linearScale({ min: 1, max: 3 }, { count: 9, whole: true }))).toBe('1 2 3')
    expect(labels(linearScale({ min: 1, max: 3 }, { count: 9 }))).not.toBe('1 2 3')
  })

  it('puts a value where it belongs, and what is not finite nowhere', () => {
    const scale = linearScale({ min: 0, max: 8 }, { count: 4, extend: true })
    expect([0, 2, 8].map((value) => scale.position(value))).toEqual([0, 0.25, 1])
    expect([NaN, Infinity, -Infinity].map((value) => scale.position(value))).toEqual([NaN, NaN, NaN])
  })

  it('of any two finite numbers has a few different ticks, evenly spaced and in order', () => {
    const any = double({ noNaN: true, noDefaultInfinity: true })
    assert(
      property(tuple(any, any), integer({ min: 2, max: 12 }), ([a, b], count) => {
        const clamp = (value: number) => Math.max(-1e300, Math.min(1e300, Math.abs(value) < 1e-300 ? 0 : value))
        const scale = linearScale({ min: clamp(Math.min(a, b)), max: clamp(Math.max(a, b)) }, { count, extend: true })
        const { ticks } = scale
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(count + 3)
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length)
        ticks.forEach(({ position }, i) => {
          expect(position).toBeCloseTo(i / (ticks.length - 1), 4)
        })
        expect(scale.position(a)).toBeGreaterThanOrEqual(0)
        expect(scale.position(b)).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })
})

describe('a logarithmic scale', () => {
  it.each([
    [0.01, 1, 5, '0.01 0.1 1'],
    [0.2, 1, 5, '0.2 0.5 1'],
    [0.03, 0.7, 5, '0.02 0.05 0.1 0.2 0.5 1'],
    [0.007, 0.9, 5, '0.01 0.1 1'],
    [1e-12, 1, 5, '1e-12 1e-9 1e-6 0.001 1'],
    [3, 3, 5, '2 5'],
    [1, 1, 5, '1 2'],
  ])('from %d to %d in about %d steps has ticks %s', (min, max, count, expected) => {
    expect(labels(logScale({ min, max }, count))).toBe(expected)
  })

  it('shows equal ratios as equally long', () => {
    const { position } = logScale({ min: 0.01, max: 10 }, 5)
    expect([0.01, 0.1, 1, 10].map(position)).toEqual([0, expect.closeTo(1 / 3, 14), expect.closeTo(2 / 3, 14), 1])
    expect([0, -1, NaN, Infinity].map(position)).toEqual([NaN, NaN, NaN, NaN])
  })

  it('of any two positive numbers puts them where their logarithms are', () => {
    const positive = double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true })
    assert(
      property(tuple(positive, positive), integer({ min: 2, max: 12 }), ([a, b], count) => {
        const clamp = (value: number) => Math.max(1e-300, Math.min(1e300, value))
        const [min, max] = [clamp(Math.min(a, b)), clamp(Math.max(a, b))]
        const scale = logScale({ min, max }, count)
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale.position(min)).toBeGreaterThanOrEqual(0)
        expect(scale.position(max)).toBeLessThanOrEqual(1)
        // Against the engine's own logarithm: a part of the way between two ticks.
        const [first, last] = [scale.ticks[0]!, scale.ticks.at(-1)!]
        const at = (label: string) => Math.log(Number(label))
        const expected = (value: number) =>
          first.position + ((Math.log(value) - at(first.label)) / (at(last.label) - at(first.label))) * (last.position - first.position)
        expect(scale.position(min)).toBeCloseTo(expected(min), 9)
        expect(scale.position(max)).toBeCloseTo(expected(max), 9)
      }),
      runs,
    )
  })
})
