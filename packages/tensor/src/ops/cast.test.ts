import type { DType } from '@gradus/kernel'
import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { gradients } from '../backward.ts'
import { ones } from '../creation/ones.ts'
import { tensor } from '../creation/tensor.ts'
import { cast } from './cast.ts'

testOp('cast', cast, {
  samples: [
    { inputs: [randomPlain([2, 3], 1)], args: ['float64'] },
    { inputs: [randomPlain([], 1)], args: ['float64'] },
    { inputs: [plain([], [0, 2])], args: ['float64'] },
  ],
  reference: ([x]) => x!,
  resultDType: 'float64',
  errors: [
    ['an unknown dtype', () => cast(tensor([1]), 'flot32' as never), 'type', /unknown dtype "flot32".*did you mean float32/],
    ['no dtype', () => cast(tensor([1]), undefined as never), 'type', /unknown dtype undefined/],
  ],
})

// What the language of kernels promises: truncation, saturation, NaN to 0; for bool everything but 0 is true.
const table: [DType, DType, number[], number[]][] = [
  ['float64', 'int32', [1.7, -1.7, 3e9, -3e9, Infinity, NaN, -0], [1, -1, 2147483647, -2147483648, 2147483647, 0, 0]],
  ['float32', 'bool', [0, -0, 0.5, NaN, -Infinity], [0, 0, 1, 1, 1]],
  ['float64', 'float32', [1e300, 0.1, -1e-60], [Infinity, Math.fround(0.1), -0]],
  ['int32', 'float32', [16777217, -5], [16777216, -5]],
  ['int32', 'bool', [0, -7], [0, 1]],
  ['bool', 'int32', [0, 1], [0, 1]],
  ['bool', 'float64', [0, 1], [0, 1]],
]

it.each(table)('%s to %s', (from, to, values, expected) => {
  const result = cast(tensor(values, { dtype: from }), to)
  expect(result.dtype).toBe(to)
  expect([...result.toTypedArray()]).toEqual(expected)
})

it('hands gradients on between floats and stops them at integers', () => {
  const x = tensor([1.5, 2], { requiresGradient: true })
  const [slope] = gradients(cast(x, 'float64'), [x], { gradient: ones([2], { dtype: 'float64' }) })
  expect(slope.dtype).toBe('float32')
  expect(slope.toArray()).toEqual([1, 1])
  expect(cast(x, 'int32').requiresGradient).toBe(false)
})
