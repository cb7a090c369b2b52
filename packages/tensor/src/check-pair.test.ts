import { type ErrorCode, GradusError } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { checkRowIndices, checkRows, checkSame, tensor, zeros } from './index.ts'

const float64 = { dtype: 'float64' } as const
const int32 = { dtype: 'int32' } as const

/** Expects a refusal with exactly this message. */
function expectRefusal(action: () => unknown, code: ErrorCode, message: string): void {
  let error: unknown
  try {
    action()
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(GradusError)
  expect((error as GradusError).message).toBe(message)
  expect((error as GradusError).code).toBe(code)
}

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
  ] as const)('refuses %s', (_, a, b, code, message) => expectRefusal(same(a, b), code, message))
})

describe('checkRowIndices', () => {
  const indices = (rows: unknown, of: unknown) => () => checkRowIndices('f', 'p', rows, 'y', of)

  it('accepts one int32 per row', () => {
    expect(indices(zeros([2, 3]), zeros([2], int32))).not.toThrow()
    expect(indices(zeros([2, 4, 3]), zeros([2, 4], int32))).not.toThrow()
  })

  it.each([
    [
      'one-hot rows',
      zeros([2, 3]),
      zeros([2, 3]),
      'shape',
      'f: y has shape [2,3], expected [2], one index for each row of p [2,3]; of one-hot rows take argMax(y, -1)',
    ],
    [
      'a column',
      zeros([2, 3]),
      zeros([2, 1], int32),
      'shape',
      'f: y has shape [2,1], expected [2], one index for each row of p [2,3]; use y.reshape([2])',
    ],
    ['too few', zeros([2, 3]), zeros([1], int32), 'shape', 'f: y has shape [1], expected [2], one index for each row of p [2,3]'],
    ['floats', zeros([2, 3]), zeros([2]), 'type', "f: y must be int32, got float32; make them with { dtype: 'int32' }, or cast"],
    [
      'a vector of scores',
      zeros([3]),
      zeros([], int32),
      'shape',
      'f: p has shape [3], expected [batch, …, classes] with at least one class',
    ],
  ] as const)('refuses %s', (_, rows, of, code, message) => expectRefusal(indices(rows, of), code, message))
})

describe('checkRows', () => {
  it('refuses rows without classes', () => {
    expect(() => checkRows('f', 'p', tensor([[1]]))).not.toThrow()
    expectRefusal(
      () => checkRows('f', 'p', zeros([2, 0])),
      'shape',
      'f: p has shape [2,0], expected [batch, …, classes] with at least one class',
    )
  })
})
