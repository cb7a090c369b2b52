// Protects: what a page keeps is the old or the new version, whole; a browser without storage says so before training, and offers a download (row 127).

import { GradusError } from '@gradus/kernel'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { numberIn, version } from '../node/__fixtures__/versions.ts'
import { brokenFactory, type Fault } from './__fixtures__/broken-factory.ts'
import type { Database, DatabaseFactory } from './indexed-db.ts'
import { type IndexedDbStoreOptions, indexedDbStore } from './indexed-db-store.ts'

const newFactory = (): DatabaseFactory => new IDBFactory()
const storeIn = (indexedDB: DatabaseFactory, options: IndexedDbStoreOptions = {}) =>
  indexedDbStore({ database: 'tests', name: 'last' }, { ...options, indexedDB })

const refuses = (result: Promise<unknown>, message: string | RegExp) =>
  expect(result).rejects.toThrow(expect.objectContaining({ name: 'GradusError', code: 'file', message: expect.stringMatching(message) }))

/** Puts any value where a version should be. */
async function plant(factory: DatabaseFactory, value: unknown, which = 'newest'): Promise<void> {
  const database = await new Promise<Database>((resolve) => {
    const opening = factory.open('tests')
    opening.addEventListener('success', () => resolve(opening.result))
  })
  const transaction = database.transaction('checkpoints', 'readwrite')
  transaction.objectStore('checkpoints').put(value, ['last', which])
  await new Promise<void>((resolve) => transaction.addEventListener('complete', resolve))
  database.close()
}

describe('a store in a database', () => {
  it('gives what was written, and the version before', async () => {
    const factory = newFactory()
    const store = storeIn(factory)
    expect([store.database, store.name]).toEqual(['tests', 'last'])
    expect(await store.read()).toBeUndefined()
    expect(await store.readPrevious()).toBeUndefined()
    await store.check()
    expect(await store.read()).toBeUndefined()
    await store.write(version(1))
    expect(await store.readPrevious()).toBeUndefined()
    for (const number of [2, 3]) await store.write(version(number))
    // Another page, later.
    const later = storeIn(factory)
    expect(await later.read()).toEqual(version(3))
    expect(await later.readPrevious()).toEqual(version(2))
    await later.remove()
    expect([await store.read(), await store.readPrevious()]).toEqual([undefined, undefined])
  })

  it('keeps names and databases apart, whatever they are', async () => {
    const factory = newFactory()
    const places = ['a', 'b', '__proto__', 'previous', '../x'].flatMap((name) => [{ name }, { name, database: 'other' }])
    const stores = places.map((place) => indexedDbStore(place, { indexedDB: factory }))
    for (const [i, store] of stores.entries()) await store.write(version(i))
    for (const [i, store] of stores.entries()) expect(numberIn((await store.read())!)).toBe(i)
  })

  it('copies what it is given', async () => {
    const store = storeIn(newFactory())
    const bytes = version(1)
    const writing = store.write(bytes)
    bytes.fill(0)
    await writing
    expect(numberIn((await store.read())!)).toBe(1)
  })

  it('takes many writes at once: the last wins, and nothing mixes', async () => {
    const factory = newFactory()
    await Promise.all(Array.from({ length: 20 }, (_, i) => storeIn(factory).write(version(i))))
    expect(numberIn((await storeIn(factory).read())!)).toBe(19)
    expect(numberIn((await storeIn(factory).readPrevious())!)).toBe(18)
  })

  it('with one of its own tells files of different identity apart', async () => {
    await refuses(storeIn(newFactory(), { identity: 'run 7' }).write(version(1)), /could not be read again: .*expected "run 7"/)
  })
})

describe('a damaged newest version', () => {
  const damages: [string, unknown][] = [
    ['cut', version(2).slice(0, -7)],
    ['empty', new Uint8Array(0)],
    ['zeros', new Uint8Array(100)],
    ['one bit', version(2).map((byte, i, all) => (i === all.length - 3 ? byte ^ 16 : byte))],
    ['a text', 'epoch 3'],
    ['an object', { data: [1] }],
  ]
  it.each(damages)('%s: the error names it and offers the one before', async (_, damage) => {
    const factory = newFactory()
    for (const number of [1, 2]) await storeIn(factory).write(version(number))
    await plant(factory, damage)
    await refuses(
      storeIn(factory).read(),
      /^indexedDbStore\.read: "last" in the database "tests": it is .*; the previous version "last" \(previous\) in the database "tests" is whole: readPrevious\(\) gives it/,
    )
    expect(numberIn((await storeIn(factory).readPrevious())!)).toBe(1)
    const reasons: string[] = []
    expect(numberIn((await storeIn(factory, { fallBack: true }).read())!)).toBe(1)
    const lenient = storeIn(factory, { fallBack: true, onFallBack: ({ message }) => void reasons.push(message) })
    expect(numberIn((await lenient.read())!)).toBe(1)
    expect(reasons).toHaveLength(1)
    // It does not take the place of the version before.
    await storeIn(factory).write(version(3))
    expect(numberIn((await storeIn(factory).read())!)).toBe(3)
    expect(numberIn((await storeIn(factory).readPrevious())!)).toBe(1)
  })

  it('without a whole one before: both are told', async () => {
    const factory = newFactory()
    await storeIn(factory).write(version(1))
    await plant(factory, version(1).slice(0, -1))
    await refuses(storeIn(factory).read(), /it is damaged: .*; the previous version .* does not exist$/)
    await plant(factory, 'nothing', 'previous')
    await refuses(storeIn(factory).read(), /is damaged too$/)
    await refuses(storeIn(factory).readPrevious(), /^indexedDbStore\.readPrevious: .*it is "nothing", expected a Uint8Array$/)
  })
})

describe('a browser that refuses', () => {
  const faults: [Fault, RegExp][] = [
    ['open throws', /the browser allows this page no storage \(SecurityError\)/],
    ['open fails', /the browser allows no storage, as in some private windows \(InvalidStateError\)/],
    ['no transaction', /the browser could not reach its storage \(UnknownError\)/],
    ['put throws', /no space is left for this page \(QuotaExceededError\)/],
    ['full at the end', /no space is left for this page \(QuotaExceededError\)/],
    ['closed', /the browser has closed it/],
  ]
  it.each(faults)('%s: the reason, what is unchanged, and a download', async (fault, reason) => {
    const factory = newFactory()
    for (const number of [1, 2]) await storeIn(factory).write(version(number))
    const store = storeIn(brokenFactory(factory, fault))
    const bytes = version(3)
    const hint = 'give the bytes to the user as a download instead: new Blob\\(\\[bytes\\]\\)'
    await refuses(
      store.write(bytes),
      new RegExp(
        `^indexedDbStore\\.write: "last" in the database "tests": ${reason.source}; ${bytes.length} bytes are needed; what was there is unchanged; ${hint}$`,
      ),
    )
    await refuses(store.check(), new RegExp(`^indexedDbStore\\.check: .*${reason.source}; nothing can be kept here; ${hint}$`))
    expect(await storeIn(factory).read()).toEqual(version(2))
    expect(await storeIn(factory).readPrevious()).toEqual(version(1))
  })

  it.each<[what: string, error: unknown, reason: string]>([
    ['with an error that has no words', new DOMException('', 'ConstraintError'), 'the browser refused (ConstraintError)'],
    ['in its own words', new DOMException('the version is lower', 'VersionError'), 'the version is lower (VersionError)'],
    ['with what is no error', 'busy', 'the browser refused ("busy")'],
    ['without a reason', null, 'the browser refused (null)'],
  ])('%s', async (_, error, reason) => {
    const open: DatabaseFactory['open'] = () => ({
      result: undefined as never,
      error,
      addEventListener: (type, listener) => void (type === 'error' && queueMicrotask(listener)),
    })
    await expect(storeIn({ open }).read()).rejects.toThrow(
      expect.objectContaining({
        code: 'file',
        message: `indexedDbStore.read: "last" in the database "tests": ${reason}; nothing can be read here`,
        cause: error,
      }),
    )
  })

  it('has no indexedDB at all, or throws where it is looked up', async () => {
    const store = indexedDbStore({ name: 'last' })
    for (const call of [
      () => store.check(),
      () => store.read(),
      () => store.readPrevious(),
      () => store.write(version(1)),
      () => store.remove(),
    ])
      await refuses(call(), /there is no indexedDB here; /)
    const factory = newFactory()
    const get = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get })
    try {
      await refuses(store.check(), /the browser allows this page no storage \(SecurityError\); nothing can be kept here; .*download/)
      Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => factory })
      await store.check()
    } finally {
      Reflect.deleteProperty(globalThis, 'indexedDB')
    }
  })

  it('lost what was kept: there is none, and training begins anew', async () => {
    const store = storeIn(newFactory())
    expect(await store.read()).toBeUndefined()
  })

  it('has another database of this name', async () => {
    const factory = new IDBFactory()
    await new Promise<void>((resolve) => {
      const opening = factory.open('tests', 7)
      opening.addEventListener('success', () => {
        opening.result.close()
        resolve()
      })
    })
    await refuses(storeIn(factory).check(), /it belongs to something else: it has no checkpoints; choose another name/)
  })

  describe('and never answers', () => {
    afterEach(() => void vi.useRealTimers())
    it('is not waited for', async () => {
      vi.useFakeTimers()
      const listeners = new Map<string, () => void>()
      let closed = 0
      const result = { close: () => void closed++ } as unknown as Database
      const addEventListener = (type: string, listener: () => void) => void listeners.set(type, listener)
      const checked = refuses(
        storeIn({ open: () => ({ result, error: undefined, addEventListener }) }).check(),
        /has not opened it within 10 seconds; does another page keep it busy\?; nothing can be kept here/,
      )
      await vi.advanceTimersByTimeAsync(10_000)
      await checked
      // An answer after all leaves nothing open.
      listeners.get('success')!()
      expect(closed).toBe(1)
    })
  })
})

describe('indexedDbStore refuses', () => {
  const rows: [unknown, unknown, string, RegExp][] = [
    [undefined, undefined, 'type', /^indexedDbStore: the place: expected { database, name }, got undefined$/],
    ['last', undefined, 'type', /expected { database, name }, got "last"/],
    [{}, undefined, 'type', /name must be a text, got undefined/],
    [{ name: 7 }, undefined, 'type', /name must be a text, got 7/],
    [{ name: 'a', database: null }, undefined, 'type', /database must be a text, got null/],
    [{ name: '' }, undefined, 'range', /must be texts that are not empty/],
    [{ name: 'a', databse: 'b' }, undefined, 'type', /unknown part "databse"; did you mean database\?/],
    [{ name: 'a' }, null, 'type', /options must be an object, got null/],
    [{ name: 'a' }, { fallback: true }, 'type', /unknown option "fallback"; did you mean fallBack\?/],
    [{ name: 'a' }, { fallBack: 1 }, 'type', /fallBack must be true or false, got 1/],
    [{ name: 'a' }, { check: 'crc' }, 'type', /check must be a function, got "crc"/],
    [{ name: 'a' }, { identity: 7 }, 'type', /identity must be a text, got 7/],
    [{ name: 'a' }, { identity: 'a', check: () => {} }, 'type', /a check of your own/],
    [{ name: 'a' }, { indexedDB: {} }, 'type', /indexedDB must have open, got an Object/],
  ]
  it.each(rows)('%j with %j', (place, options, code, message) => {
    expect(() => indexedDbStore(place as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })

  it('bytes that are none, and changes nothing', async () => {
    const factory = newFactory()
    await storeIn(factory).write(version(1))
    const error = await storeIn(factory)
      .write([1, 2] as never)
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(GradusError)
    expect(error).toMatchObject({ code: 'type', message: expect.stringMatching(/^indexedDbStore\.write: bytes must be a Uint8Array/) })
    await refuses(storeIn(factory).write(new Uint8Array(9)), /these bytes could not be read again/)
    // A check of one's own may throw anything.
    const check = () => {
      throw 'no seven'
    }
    await refuses(storeIn(factory, { check }).write(version(2)), /these bytes could not be read again: "no seven"$/)
    expect(numberIn((await storeIn(factory).read())!)).toBe(1)
  })
})
