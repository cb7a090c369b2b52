// Protects: what a checkpoint keeps comes back bit by bit, whatever it is called; whatever happens to its bytes or texts, it is read or refused as a file.
import { parseJson, readSafetensors, writeSafetensors } from '@gradus/formats'
import { GradusError, randomGenerator } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { readCheckpoint, type TrainerSnapshot, writeCheckpoint } from '../index.ts'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './__fixtures__/trainings.ts'
import { decodeData, encodeData } from './plain-data.ts'

const prototype = Object.getOwnPropertyNames(Object.prototype)

/** Through a file. */
function kept(value: unknown): unknown {
  const { text, arrays } = encodeData('test', value)
  const file = writeSafetensors(arrays, { metadata: new Map([['text', text]]), checksum: true })
  const { tensors, metadata } = readSafetensors(file)
  return decodeData('test', 'a', { text: metadata.get('text')!, arrays: tensors })
}

/** A value as a text that tells all bits apart; parts that are undefined do not count. */
function bits(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name}:${new Uint8Array(value.buffer, value.byteOffset, value.byteLength).toString()}`
  if (Array.isArray(value)) return `[${value.map(bits).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined)
    return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${bits(part)}`).sort().join(',')}}` // biome-ignore format: one line
  }
  return JSON.stringify(value)
}

const names = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '__metadata__', '', '.', 'a', 'b', 'a.b', 'a#1', 'a.b#1', 'a.b#2', '0', 'data', 'shape'),
  fc.constantFrom('$tensor', '$array', '$number', '$object', '$', '$$tensor'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
) // biome-ignore format: a list
const words = (length: number) => fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: length, maxLength: length })
const typed = fc.oneof(
  fc.nat(4).chain(words).map((each) => new Float32Array(Uint32Array.from(each).buffer)), // biome-ignore format: short
  fc.nat(2).chain((n) => words(2 * n)).map((each) => new Float64Array(Uint32Array.from(each).buffer)), // biome-ignore format: short
  fc.array(fc.integer(), { maxLength: 4 }).map((each) => Int32Array.from(each)),
  fc.array(fc.constantFrom(0, 1), { maxLength: 4 }).map((each) => Uint8Array.from(each)),
)
const numbers = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, 2 ** 53, 1e18, -1e20, 1e21, 1e308, 5e-324, 0.1),
)
const { value: plainData } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    numbers,
    fc.constantFrom<unknown>(null, true, false),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    typed,
    fc.record({ data: typed, shape: fc.array(fc.nat(3), { maxLength: 3 }) }),
    typed.map((elements) => ({ data: elements, shape: [1, elements.length] })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    fc.dictionary(names, fc.option(tie('value'), { nil: undefined }), { maxKeys: 3 }),
  ),
}))

describe('plain data', () => {
  it('comes back bit by bit', () => {
    const property = fc.property(plainData, (value) => {
      expect(bits(kept(value))).toBe(bits(value))
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype)
    })
    fc.assert(property, runs(3000))
  })

  it.each([
    ['an integer beyond 2^53', 1e18],
    ['names whose paths are one', { a: { b: Float32Array.of(1) }, 'a.b#2': Float32Array.of(2), 'a.b': Float32Array.of(3) }],
    ['a name that no tensor can have', { __metadata__: Int32Array.of(1) }],
    ['a shape of other data', { data: Float32Array.of(1), shape: [2] }],
    ['a shape that is none', { data: Float32Array.of(1), shape: ['1'] }],
    ['marks in one another, as deep as it goes', Array.from({ length: 30 }).reduce((inner: unknown) => ({ $a: inner }), 1)],
    ['an own __proto__', JSON.parse('{"__proto__":{"x":-1}}')],
  ])('%s', (_, value) => {
    expect(bits(kept(value))).toBe(bits(value))
  })

  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  it.each([
    ['nothing', undefined, /^test: expected plain data, got undefined$/],
    ['a list with nothing', { a: [1, undefined] }, /^test: a\.1 is undefined, which no list can keep$/],
    ['a list with holes', { a: new Array(2) }, /a\.0 is undefined/],
    ['a function', { a: { b: () => 1 } }, /^test: a\.b is function b, expected plain data/],
    ['a bigint', { a: 1n }, /^test: a is 1n/],
    ['a map', { a: new Map() }, /^test: a is a Map/],
    ['a date', { a: new Date(0) }, /^test: a is a Date/],
    ['a class', new (class Own {})(), /expected plain data/],
    ['bytes', { a: Uint8Array.of(2) }, /^test: a is .*, which no dtype holds/],
    ['half of a character', { a: '\ud800' }, /^test: a has half of a surrogate pair/],
    ['half of a character in a name', { a: { '\udc00': 1 } }, /^test: a has half of a surrogate pair/],
    ['itself', cyclic, /deeper than 30 objects and lists, or in itself/],
  ])('is not %s', (_, value, message) => {
    expect(() => encodeData('test', value)).toThrow(expect.objectContaining({ code: 'type', message: expect.stringMatching(message) }))
  })

  it.each([
    ['{"$number":"1e5"}', /"1e5" is no number/],
    ['{"$number":{}}', /is no number/],
    ['{"$array":"b"}', /the tensor "b" is missing/],
    ['{"$tensor":7}', /the tensor 7 is missing/],
    ['{"$object":{}}', /\$object is .*, expected pairs/],
    ['{"$object":[["a"]]}', /expected pairs/],
    ['{"$object":[[1,2]]}', /expected pairs/],
    ['{"a":1,"a":2}', /the name "a" occurs twice/],
    ['[', /expected/],
    ['', /expected/],
  ])('is not in %s', (text, message) => {
    const arrays = new Map([['a', { data: Float32Array.of(1), shape: [1], dtype: 'float32' as const }]])
    expect(() => decodeData('test', 'a', { text, arrays })).toThrow(
      expect.objectContaining({ code: 'file', message: expect.stringMatching(message) }),
    )
  })

  it('whatever is written as its text is read, or refused as a file', () => {
    const scraps = fc.oneof(fc.constantFrom('{"$object":', '[[', ']]', '{"$number":', '{"$tensor":"a"}', '"', ',', ':', '}', '1e9', 'null'), fc.string({ maxLength: 3 })) // biome-ignore format: one line
    const arrays = new Map([['a', { data: Float32Array.of(1), shape: [1], dtype: 'float32' as const }]])
    const texts = fc.oneof(
      fc.array(scraps, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.json().chain((json) => fc.tuple(fc.nat(json.length), fc.nat(3), scraps).map(([at, cut, put]) => json.slice(0, at) + put + json.slice(at + cut))), // biome-ignore format: one line
    )
    fc.assert(
      fc.property(texts, (text) => {
        try {
          decodeData('test', 'a', { text, arrays })
        } catch (error) {
          if (!(error instanceof GradusError) || error.code !== 'file') throw error
        }
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype)
      }),
      runs(3000),
    )
  })
})

describe('the bytes of a checkpoint', () => {
  const make = () => makeTrainer(optimizers.adam!())
  const snapshotOf = async (): Promise<TrainerSnapshot> => {
    const trainer = make()
    await trainer.fit(data, { ...fitOptions, epochs: 2, callbacks: callbacks() })
    return trainer.snapshot()
  }

  it('that are changed, cut, swapped or filled with zeros are refused as a file, by name', async () => {
    const file = writeCheckpoint(await snapshotOf())
    const random = randomGenerator(3)
    const refused = (bytes: Uint8Array) =>
      expect(() => readCheckpoint(bytes, { name: 'last' })).toThrow(
        expect.objectContaining({ name: 'GradusError', code: 'file', message: expect.stringContaining('"last"') }),
      )
    for (let i = 0; i < 300; i++) {
      const at = random.integer(0, file.length)
      const bit = 2 ** random.integer(0, 8)
      refused(file.map((byte, j) => (j === at ? byte ^ bit : byte)))
      refused(file.slice(0, at))
      refused(file.map((byte, j) => (j >= at && byte !== 0 ? 0 : byte)))
    }
  })

  it.each([
    ['of a newer version', '{"version":2,"later":1}', 'readCheckpoint: last is of version 2, this reads version 1; update @gradus/trainer'],
    ['of no version', '{}', 'readCheckpoint: last is of version undefined, this reads version 1'],
    ['of another kind', '[1]', 'readCheckpoint: last is of version undefined, this reads version 1'],
    ['of a number', '5', 'readCheckpoint: last: holds 5, no snapshot'],
    ['of tensors only', undefined, 'readCheckpoint: last: there is no gradus.checkpoint in its metadata; it holds tensors only'],
  ])('that are a file %s are refused', (_, text, message) => {
    const metadata = new Map(text === undefined ? [] : [['gradus.checkpoint', text]])
    const bytes = writeSafetensors(new Map(), { metadata, checksum: true, identity: 'gradus checkpoint' })
    expect(() => readCheckpoint(bytes, { name: 'last' })).toThrow(expect.objectContaining({ name: 'GradusError', code: 'file', message }))
  })

  it('with other texts and a right checksum are read or refused as a file, and restored or refused in words', async () => {
    const file = writeCheckpoint(await snapshotOf())
    const { tensors, metadata, identity } = readSafetensors(file, { identity: 'gradus checkpoint' })
    const text = metadata.get('gradus.checkpoint')!
    const values = ['null', '-1', '1e300', '"a"', '[]', '{}', '{"$number":"NaN"}', '{"$array":"random"}', '[[1]]', 'true']
    const places = [...text.matchAll(/:("[^"]*"|-?[\d.]+|null|true|false|\{|\[)/g)]
    const refusals = new Set<string>()
    let trainer = make()
    let before = trainer.snapshot()
    for (const { index, 1: old } of places) {
      for (const value of values) {
        const end = index + 1 + (old === '{' || old === '[' ? lengthOfValue(text, index + 1) : old!.length)
        const other = `${text.slice(0, index + 1)}${value}${text.slice(end)}`
        const bytes = writeSafetensors(tensors, {
          metadata: new Map([...metadata, ['gradus.checkpoint', other]]),
          checksum: true,
          identity: identity!,
        })
        try {
          trainer.restore(readCheckpoint(bytes))
          trainer = make()
          before = trainer.snapshot()
        } catch (error) {
          if (!(error instanceof GradusError)) throw error
          refusals.add(error.code)
          expect(trainer.snapshot()).toEqual(before)
        }
      }
    }
    expect(places.length).toBeGreaterThan(30)
    expect([...refusals]).toEqual(expect.arrayContaining(['file', 'state', 'type']))
  })
})

/** How long the object or list is that begins at a place of a text. */
function lengthOfValue(text: string, at: number): number {
  for (let end = at + 1; ; end++) {
    try {
      parseJson(text.slice(at, end))
      return end - at
    } catch (error) {
      if (end > text.length) throw error
    }
  }
}
