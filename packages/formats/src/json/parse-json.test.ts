// Protects: JSON is read as it is written or refused with place and reason; nothing is guessed, rounded or merged (rows 101, 104).
import { GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from './json-reader.ts'
import { parseJson } from './parse-json.ts'

/** What JSON.parse gives for the same text. */
function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  const object = Object.create(null) as Record<string, unknown>
  for (const [key, member] of value) object[key] = plain(member)
  return object
}

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('JSON', () => {
  it.each([
    '{}', '[]', 'null', 'true', 'false', '""', '0', '-0', '1.5e-3', '-12E+2', ' [ 1 , 2 ]\n', '{"a":{"b":[{"c":null}]}}',
    '"\\u0041\\ud83c\\udfb2\\"\\\\\\/\\b\\f\\n\\r\\t"', '"é🎲"', '[1,"1",true,null,[],{}]', '9007199254740991', '1e308', '5e-324', '"\u2028"', '"\u007f"',
  ])('%s', (text) => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    expect(plain(parseJson(text))).toEqual(JSON.parse(text))
    expect(plain(parseJson(new TextEncoder().encode(text)))).toEqual(JSON.parse(text))
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  }) // biome-ignore format: as a list

  it('of any value', () => {
    const value = fc.jsonValue({ maxDepth: 6 }).filter((each) => !/\\u[dD][89a-fA-F]/.test(JSON.stringify(each)))
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, '\t'), (each, indent) => {
        const text = JSON.stringify(each, undefined, indent)
        // Large integers without exponent would be rounded: those are refused.
        const exact = (JSON.stringify(each).match(/-?\d{16,}(?![\d.e])/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)))
        if (exact) expect(plain(parseJson(text))).toEqual(JSON.parse(text))
      }),
      runs(1000),
    )
  })

  it('of any text: what is taken is what JSON.parse takes, and it says the same', () => {
    const mark = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      '"a"',
      '"b":',
      ' ',
      '\n',
      '\u0000',
      '\ufeff',
    )
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const text = marks.join('')
        let ours: unknown
        try {
          ours = plain(parseJson(text))
        } catch (error) {
          expect(error).toBeInstanceOf(GradusError)
          return
        }
        expect(ours).toEqual(JSON.parse(text))
      }),
      runs(5000),
    )
  })

  it('keeps names that objects have by themselves', () => {
    const read = parseJson('{"__proto__":{"x":1},"constructor":2,"prototype":3}') as ReadonlyMap<string, JsonValue>
    expect([...read.keys()]).toEqual(['__proto__', 'constructor', 'prototype'])
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

describe('what is no JSON', () => {
  it.each<[text: string | Uint8Array, message: string]>([
    ['', 'byte 0, at $: expected a value, found the end'],
    ['{"layers":[{"units":NaN}]}', 'byte 20, at $.layers[0].units: expected a value, found "N"'],
    ['{"layers":[{"units":8},{"a b":Infinity}]}', 'byte 30, at $.layers[1]["a b"]: expected a value, found "I"'],
    ['-Infinity', 'byte 0, at $: -Infinity is no number of JSON'],
    ['[1,]', 'byte 3, at $[1]: expected a value, found "]"'],
    ['{"a":1,}', 'byte 7, at $: expected a name in double quotes, found "}"'],
    ["{'a':1}", 'byte 1, at $: expected a name in double quotes, found "\'"'],
    ['{"é":1,"é":2}', 'byte 8, at $: the name "é" occurs twice'],
    ['{"a":1 "b":2}', 'byte 7, at $: expected , or }, found "\\""'],
    ['{"a" 1}', 'byte 5, at $: expected :, found "1"'],
    ['[1 2]', 'byte 3, at $: expected , or ], found "2"'],
    ['\ufeff{}', 'byte 0, at $: a byte order mark, which JSON has not'],
    [latin1('\xff\xfe{\0}\0'), 'byte 0: expected UTF-8, found 0xff 0xfe 0x7b 0x00'],
    ['{\0}\0', 'byte 1, at $: expected a name in double quotes, found "\\u0000"'],
    ['{"a":"b', 'byte 5, at $.a: a text without an end'],
    ['{"a":tru', 'byte 5, at $.a: expected a value, found "t"'],
    ['"a\nb"', 'byte 2, at $: a control character in a text ("\\n"), which has to be written as an escape'],
    ['"\\x41"', 'byte 1, at $: unknown escape "\\\\x41\\""'],
    ['"\\u12"', 'byte 1, at $: unknown escape "\\\\u12\\""'],
    ['"\\udc00"', 'byte 0, at $: half of a surrogate pair, which is no character'],
    ['01', 'byte 0, at $: 01 is no number of JSON'],
    ['+1', 'byte 0, at $: expected a value, found "+"'],
    ['.5', 'byte 0, at $: expected a value, found "."'],
    ['1.', 'byte 0, at $: 1. is no number of JSON'],
    ['0x10', 'byte 0, at $: 0x10 is no number of JSON'],
    ['[1e999]', 'byte 1, at $[0]: 1e999 is too large for a number'],
    ['9007199254740993', 'byte 0, at $: 9007199254740993 is beyond 2^53 and would be rounded'],
    ['1 2', 'byte 2, at $: expected the end, found "2"'],
    ['[1] // no comments', 'byte 4, at $: expected the end, found "/"'],
    [`${'['.repeat(100_000)}`, `byte 64, at $${'[0]'.repeat(64)}: nested deeper than 64`],
    [`${'{"a":'.repeat(100_000)}`, `byte 320, at $${'.a'.repeat(64)}: nested deeper than 64`],
  ])('%j', (text, message) => {
    expect(() => parseJson(text, { name: 'model.json' })).toThrow(
      expect.objectContaining({ code: 'file', message: `parseJson: "model.json": ${message}` }),
    )
  })

  it('integersOnly takes nothing but digits', () => {
    expect(parseJson('[0,-3,17]', { integersOnly: true })).toEqual([0, -3, 17])
    for (const text of ['1.0', '1e3']) expect(() => parseJson(text, { integersOnly: true })).toThrow(`${text} is no integer of JSON`)
  })
})

describe('wrong arguments', () => {
  it.each<[unknown, unknown, string, string]>([
    [3, {}, 'type', 'parseJson: expected a text or a Uint8Array, got 3'],
    ['1', { name: 1 }, 'type', 'parseJson: name must be a text, got 1'],
    ['1', { maxDepth: 1e6 }, 'range', 'parseJson: maxDepth must be an integer in [0, 1000], got 1000000'],
    ['1', { integersOnly: 1 }, 'type', 'parseJson: integersOnly must be true or false, got 1'],
    ['1', { reviver: () => 1 }, 'type', 'parseJson: unknown option "reviver" (options: name, maxDepth, integersOnly)'],
  ])('%j, %j', (text, options, code, message) => {
    expect(() => parseJson(text as never, options as never)).toThrow(expect.objectContaining({ code, message }))
  })
})
