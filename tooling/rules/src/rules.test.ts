import { describe, expect, test } from 'vitest'
import { brokenRules } from './rules.ts'

const complaints = (text: string, path = 'packages/tensor/src/op.ts') => brokenRules({ path, text })

describe('shipped code', () => {
  test.each([
    ['Math.exp(x)', 'Math.exp differs'],
    ['Math.PI', 'Math.PI differs'],
    ["Math['pow'](x, y)", 'Math.pow differs'],
    ['globalThis.Math.log(x)', 'Math.log differs'],
    ['const { tanh } = Math', 'Math as a whole'],
    ['Math.random()', 'Math.random cannot be seeded'],
    ['const y = x ** 2', '** differs'],
    ['x **= 2', '** differs'],
    ['Math.max(...values)', 'overflows the stack'],
    ['new Set(...values)', 'overflows the stack'],
    ['const y = x | 0', '| 0 wraps'],
    ['x |= 0', '| 0 wraps'],
    ['if (x == null) f()', 'loose equality'],
    ['if (x != 1) f()', 'loose equality'],
    ['export default 1', 'default export'],
    ['export default function f() {}', 'default export'],
    ['export { f as default }', 'default export'],
    ["eval('1')", 'runs text as code'],
    ["globalThis.eval('1')", 'runs text as code'],
    ["new Function('return 1')", 'runs text as code'],
    ["Function('return 1')", 'runs text as code'],
    ["console.log('hello')", 'libraries do not print'],
    ['element.innerHTML = text', 'runs text as markup'],
  ])('%s is refused', (text, complaint) => {
    expect(complaints(text)).toEqual([expect.stringContaining(complaint)])
  })

  test.each([
    'Math.sqrt(x) + Math.imul(a, b)',
    'const all = [...first, ...second]',
    'const copy = { ...options }',
    'function add(...terms: number[]) {}',
    'const y = x | 1',
    'const y = x >>> 0',
    'if (x === null) f()',
    'switch (x) { default: f() }',
    'type F = (f: Function) => void',
    "// Math.exp, x ** 2 and eval('1') in a comment",
    "const text = 'Math.exp(x) ** 2'",
    '// allow-spread: a shape has at most a few axes\nf(...shape)',
  ])('%s is fine', (text) => {
    expect(complaints(text)).toEqual([])
  })

  test('a spread is only permitted with a reason', () => {
    expect(complaints('// allow-spread:\nf(...shape)')).toHaveLength(1)
  })

  test('the complaint says where', () => {
    expect(complaints('\n  Math.exp(x)')[0]).toMatch(/^packages\/tensor\/src\/op\.ts:2:3 /)
  })

  test('apps may print', () => {
    expect(complaints("console.log('hello')", 'apps/demo/src/main.ts')).toEqual([])
  })
})

describe('tests and tooling', () => {
  test.each(['packages/tensor/src/op.test.ts', 'tooling/bench/src/main.ts', 'packages/plot/src/__fixtures__/make.ts'])(
    '%s may use what is inexact, but neither Math.random nor eval',
    (path) => {
      expect(complaints('console.log(Math.exp(x) ** 2 == f(...y))', path)).toEqual([])
      expect(complaints('Math.random()', path)).toHaveLength(1)
      expect(complaints("eval('1')", path)).toHaveLength(1)
    },
  )
})
