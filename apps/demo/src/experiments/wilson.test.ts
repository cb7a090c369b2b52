import { expect, it } from 'vitest'
import cases from './__fixtures__/wilson.json' with { type: 'json' }
import { wilsonInterval } from './wilson.ts'

it.each(cases)('$successes of $trials: as in SciPy', ({ successes, trials, low, high }) => {
  const interval = wilsonInterval(successes, trials)
  expect(Math.abs(interval[0] - low)).toBeLessThan(1e-12)
  expect(Math.abs(interval[1] - high)).toBeLessThan(1e-12)
  expect(interval[0]).toBeGreaterThanOrEqual(0)
  expect(interval[1]).toBeLessThanOrEqual(1)
})
