// Protects: every message tells what it got, whatever that was, and no option is ignored.
import { expect, it, describe as suite } from 'vitest'
import { checkOptions, describe } from './check.ts'

const revoked = Proxy.revocable([], {})
revoked.revoke()
const cyclic: unknown[] = []
cyclic.push(cyclic)

suite('describe', () => {
  const values: readonly [value: unknown, text: string][] = [
    ['a', '"a"'],
    ['say "a"\n\u001b[31m', '"say \\"a\\"\\n\\u001b[31m"'],
    ['\u009b31m \u202egnp', '"\\u009b31m \\u202egnp"'],
    ['x'.repeat(300), `"${'x'.repeat(200)}…"`],
    [-0, '-0'],
    [2n, '2n'],
    [Symbol('s'), 'Symbol(s)'],
    [describe, 'function describe'],
    [() => 1, 'function (anonymous)'],
    [Object.assign(() => 1, { toString: 3 }), 'function (anonymous)'],
    [[1, '2', null], '[1,"2",null]'],
    [[[[1]]], '[[an array of 1]]'],
    [cyclic, '[[an array of 1]]'],
    [new Array(17).fill(0), 'an array of 17'],
    [{}, 'an Object'],
    [new Map(), 'a Map'],
    [Object.create(null), 'an object without prototype'],
    // What a file may hold under the name of a constructor.
    [JSON.parse('{ "constructor": 5 }'), 'an Object'],
    [JSON.parse('{ "constructor": { "name": { "toString": 1 } } }'), 'an Object'],
    [revoked.proxy, 'a value that cannot be read'],
  ]
  // Only the text takes part in the name: the values would not survive being printed.
  it.each(values.map(([value, text]) => ({ value, text })))('$text', ({ value, text }) => {
    expect(describe(value)).toBe(text)
  })
})

suite('checkOptions', () => {
  it.each([undefined, {}, { units: 1 }, Object.create(null), structuredClone({ units: 1 })])('takes %o', (options) => {
    expect(() => checkOptions('dense', options, ['units'])).not.toThrow()
  })

  it.each<[unknown, string]>([
    [null, 'dense: options must be an object, got null'],
    [3, 'dense: options must be an object, got 3'],
    ['units', 'dense: options must be an object, got "units"'],
    [[1], 'dense: options must be an object, got [1]'],
    [() => ({ units: 1 }), 'dense: options must be an object, got function (anonymous)'],
    // Their entries are not properties: all would be ignored.
    [new Map([['units', 1]]), 'dense: options must be an object, got a Map'],
    [new Float32Array(1), 'dense: options must be an object, got a Float32Array'],
    [new (class Settings {})(), 'dense: options must be an object, got a Settings'],
    [{ unit: 1 }, 'dense: unknown option "unit"; did you mean units? (options: units)'],
    [JSON.parse('{ "__proto__": 1 }'), 'dense: unknown option "__proto__" (options: units)'],
  ])('refuses %o', (options, message) => {
    expect(() => checkOptions('dense', options, ['units'])).toThrow(expect.objectContaining({ code: 'type', message }))
  })
})
