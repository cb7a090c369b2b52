import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { checkRowIndices, checkRows, tensor, zeros } from './index.ts'

const int32 = { dtype: 'int32' } as const

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
  ] as const)('refuses %s', (_, rows, of, code, message) => expect(caught(indices(rows, of))).toMatchObject({ code, message }))
})

describe('checkRows', () => {
  it('refuses rows without classes', () => {
    expect(() => checkRows('f', 'p', tensor([[1]]))).not.toThrow()
    expect(caught(() => checkRows('f', 'p', zeros([2, 0])))).toMatchObject({
      code: 'shape',
      message: 'f: p has shape [2,0], expected [batch, …, classes] with at least one class',
    })
  })
})
