import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { checkSame, zeros } from './index.ts'

const float64 = { dtype: 'float64' } as const
const int32 = { dtype: 'int32' } as const

describe('checkSame', () => {
  const same = (a: unknown, b: unknown) => () => checkSame('f', 'p', a, 'y', b)

  it('accepts one shape and one float dtype', () => {
    expect(same(zeros([2, 3]), zeros([2, 3]))).not.toThrow()
    expect(same(zeros([], float64), zeros([], float64))).not.toThrow()
  })

  it.each([
    [
      'a column and a row',
      zeros([4, 1]),
      zeros([4]),
      'shape',
      'f: p [4,1] and y [4] must have the same shape; broadcasting would compare 16 pairs, use y.reshape([4,1])',
    ],
    [
      'a row and a column',
      zeros([2, 3]),
      zeros([3, 1, 2]),
      'shape',
      'f: p [2,3] and y [3,1,2] must have the same shape; use y.reshape([2,3])',
    ],
    ['a scalar and one element', zeros([]), zeros([1]), 'shape', 'f: p [] and y [1] must have the same shape; use y.reshape([])'],
    ['more elements', zeros([2, 3]), zeros([1, 3]), 'shape', 'f: p [2,3] and y [1,3] must have the same shape'],
    [
      'indices',
      zeros([2, 3]),
      zeros([2], int32),
      'shape',
      'f: p [2,3] and y [2] must have the same shape; of indices make rows by oneHot(y, 3)',
    ],
    ['two dtypes', zeros([2]), zeros([2], float64), 'type', "f: p is float32, y float64; use cast(y, 'float32')"],
    ['integers', zeros([2], int32), zeros([2], int32), 'type', 'f: p is int32, expected float32 or float64; use cast'],
    ['a number', zeros([2]), 5, 'type', 'f: y must be a tensor, got 5'],
  ] as const)('refuses %s', (_, a, b, code, message) => expect(caught(same(a, b))).toMatchObject({ code, message }))
})
