import { describe, expect, it } from 'vitest'
import { claimsIn } from './claims.ts'

const claims = (code: string) => claimsIn(code).map(({ statement, ...claim }) => ({ ...claim, of: statement.getText() }))

describe('claimsIn', () => {
  it('finds a value behind an expression, also where it is not the last of its line', () => {
    expect(claims('f(1) // 2\nfor (const a of b) g(a) // [3], twice')).toEqual([
      { kind: 'value', line: 0, expected: '2', of: 'f(1)' },
      { kind: 'value', line: 1, expected: '[3]', of: 'g(a)' },
    ])
  })

  it('finds a value behind an expression of several lines, and alone below one', () => {
    expect(claims('f({\n  a: 1,\n}) // 2\n\ng()\n// 3')).toEqual([
      { kind: 'value', line: 2, expected: '2', of: 'f({\n  a: 1,\n})' },
      { kind: 'value', line: 5, expected: '3', of: 'g()' },
    ])
  })

  it('finds the value of what is declared', () => {
    expect(claims('const a = f() // 2')).toEqual([{ kind: 'value', line: 0, expected: '2', of: 'const a = f()' }])
  })

  it('finds errors, of the running program and of the compiler', () => {
    expect(claims("f() // GradusError 'shape': f: … differ\nf(1) // does not compile: not assignable")).toEqual([
      { kind: 'error', line: 0, code: 'shape', message: 'f: … differ', of: 'f()' },
      { kind: 'refused', line: 1, message: 'not assignable', of: 'f(1)' },
    ])
  })

  it('finds the type that a name stands for', () => {
    expect(claims('type S = Add<1, 2> // 3')).toEqual([{ kind: 'type', line: 0, expected: '3', of: 'type S = Add<1, 2>' }])
  })

  it('lets prose be', () => {
    expect(claims('// first\nf() // the answer\nconst a = {\n  b: 1, // 2x + 1\n}\n\n// third\ng()')).toEqual([])
  })

  it.each([
    ['try { f() } catch {} // 3', 'nothing before the comment has a value: // 3'],
    ['const { a, b } = f() // { a: 1 }', 'nothing before the comment has a value'],
    ['f()\n\n// 3', 'nothing before the comment has a value'],
    ['f() // [1, 2', 'begins like a value, but cannot be read: // [1, 2'],
    ['f() // 2x', 'begins like a value, but cannot be read: // 2x'],
  ])('refuses a value that nobody would check: %s', (code, message) => {
    expect(() => claimsIn(code)).toThrow(message)
  })
})
