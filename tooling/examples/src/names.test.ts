import { describe, expect, it } from 'vitest'
import { declaredNames, freeNames } from './names.ts'

describe('freeNames', () => {
  it.each([
    ['add(a, b.c)', ['add', 'a', 'b']],
    ['const a = f(); a', ['f']],
    ['const { a, b: c } = f(); g(a, c)', ['f', 'g']],
    ['const f = (x: T) => ({ x, y: z, w() { return q } })', ['T', 'z', 'q']],
    ["import { a as b } from 'p'\na(b)", ['a']],
    ['type S = A.B<readonly [n: C]>', ['A', 'C']],
    ['class D implements E { f = g }', ['E', 'g']],
    ['interface F<T> extends G<T> { readonly h: I }', ['G', 'I']],
    ['const o = { s }', ['s']],
  ])('of %s', (code, names) => {
    expect(freeNames(code)).toEqual(names)
  })
})

describe('declaredNames', () => {
  it('are those that what follows can use', () => {
    const code =
      "import { a } from 'p'\nconst b = 1, [c, { d: e }] = f()\nfunction g() { const h = 1 }\ninterface I {}\ntype J = I\nclass K {}"
    expect(declaredNames(code)).toEqual(['b', 'c', 'e', 'g', 'I', 'J', 'K'])
  })
})
