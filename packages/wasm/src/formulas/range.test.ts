// Protects: what a guarded view yields where it reads nothing passes the check of its range, so that no step fails because of it.
import type { DType, RangeCheck } from '@gradus/kernel'
import { expect, it } from 'vitest'
import { passing } from './range.ts'

it.each<[Pick<RangeCheck, 'min' | 'max' | 'integer'>, DType, number]>([
  [{ min: -1, max: 1 }, 'float32', 0],
  [{ min: 1, max: 1 }, 'bool', 1],
  [{ min: 2, max: 5 }, 'int32', 2],
  [{ min: 1.5, max: 5 }, 'int32', 2],
  [{ min: -5, max: -1.5 }, 'int32', -2],
  [{ min: 0.1, max: 0.2 }, 'float64', 0.1],
  [{ min: -0.2, max: -0.1 }, 'float64', -0.1],
  // 0.1 lies between two float32, of which the upper is the nearer.
  [{ min: 0.1, max: 0.2 }, 'float32', 0.10000000149011612],
  [{ min: -0.2, max: -0.1 }, 'float32', -0.10000000149011612],
  // 0.3 lies closer to the float32 above; 0.7 to the one below, which does not pass.
  [{ min: 0.7, max: 1 }, 'float32', 0.7000000476837158],
  [{ min: -1, max: -0.7 }, 'float32', -0.7000000476837158],
  // Nearer to 0 than any float32 but 0 itself.
  [{ min: 1e-50, max: 1 }, 'float32', 2 ** -149],
  [{ min: -1, max: -1e-50 }, 'float32', -(2 ** -149)],
  [{ min: 1.5, max: 9, integer: true }, 'float32', 2],
  [{ min: -9, max: -1.5, integer: true }, 'float64', -2],
])('%o in %s: %s', (check, dtype, number) => {
  const found = passing({ input: 0, label: 'x', ...check } as RangeCheck, dtype)
  expect(found).toBe(number)
  expect(found >= check.min && found <= check.max).toBe(true)
})
