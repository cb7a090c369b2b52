import { describe, expect, it } from 'vitest'
import { literalAtStart } from './literal.ts'

describe('literalAtStart', () => {
  it.each([
    ['3', '3'],
    ['-1.5e-7', '-1.5e-7'],
    ["'it''s' was two", undefined],
    ["'text'", "'text'"],
    ['true', 'true'],
    ['undefined', 'undefined'],
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
    ['[]', '[]'],
    ['[[1, 2], [3, -4]]', '[[1, 2], [3, -4]]'],
    ["{ a: [1], 'b': { c: null } }", "{ a: [1], 'b': { c: null } }"],
    ['Float32Array [1, 2]', 'Float32Array.of(1, 2)'],
    ['Uint8ClampedArray []', 'Uint8ClampedArray.of()'],
    ['{ data: Float64Array [0, 1], shape: [2] }', '{ data: Float64Array.of(0, 1), shape: [2] }'],
    ['[2, 2], twice', '[2, 2]'],
    ['undefined, since they agree', 'undefined'],
  ])('reads %s', (comment, code) => {
    expect(literalAtStart(comment)).toBe(code)
  })

  it.each([
    '',
    'prose',
    'undefined behaviour',
    '2x + 1',
    '[1, 2',
    '[1, [2]',
    '{ a: [1]',
    'Int8Array [1',
    '[a, b]',
    '{ a: f() }',
    '3 of them',
    '-x',
    'MyArray [1]',
    'plain data, for a file',
  ])('takes %s for prose', (comment) => {
    expect(literalAtStart(comment)).toBeUndefined()
  })
})
