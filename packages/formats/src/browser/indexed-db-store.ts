import { checkParts, describe, GradusError } from '@gradus/kernel'
import { checkBytes } from '../check-bytes.ts'
import { messageOf } from '../message-of.ts'
import { damageText, type Found, newestOrPrevious, type VersionPlace } from '../store/newest-or-previous.ts'
import { type StoreOptions, storePolicy } from '../store/store-options.ts'
import { inTransaction } from './in-transaction.ts'
import { type DatabaseFactory, type DatabaseRequest, factoryOfPage } from './indexed-db.ts'

/** Where a store of a page keeps its bytes. */
export interface DatabasePlace {
  /** The database of this page's origin. 'gradus' unless stated. */
  readonly database?: string
  /** The name of the record in it: any text. */
  readonly name: string
}

/** Options of {@link indexedDbStore}. */
export interface IndexedDbStoreOptions extends StoreOptions {
  /** In the place of the page's. */
  readonly indexedDB?: DatabaseFactory
}

/** Bytes that are replaced as a whole: a trainer's `CheckpointStore`, and the version before. */
export interface IndexedDbStore {
  /** The database that it lies in. */
  readonly database: string
  /** The name within the database. */
  readonly name: string
  /** The newest version; undefined when there is none. */
  read(): Promise<Uint8Array | undefined>
  /** The version before; undefined when there is none. */
  readPrevious(): Promise<Uint8Array | undefined>
  /** Replaces the newest version, which becomes the previous one. */
  write(bytes: Uint8Array): Promise<void>
  /** Removes both versions. */
  remove(): Promise<void>
  /** Throws where nothing could be written, before there is something: it writes a record of its own, and removes it. */
  check(): Promise<void>
}

/**
 * Bytes in the data base of a page, which are there when it is opened again: each write is one transaction, so that the old or the new version can be read,
 * whole, whatever happens to the page. The version before is kept too, unless the newest is damaged.
 *
 * Throws: GradusError 'type' or 'range' for wrong arguments; its methods 'file' where the browser has no storage, allows none, as in some private windows, or
 * has no space left. Then the bytes can still be given to the user as a download, `new Blob([bytes])`.
 *
 * @example
 * const store = indexedDbStore({ name: 'digits' })
 * store.database // 'gradus'
 */
export function indexedDbStore(place: DatabasePlace, options: IndexedDbStoreOptions = {}): IndexedDbStore {
  const { database, name } = checkPlace(place)
  const { check: verify, fallBack } = storePolicy('indexedDbStore', options, ['indexedDB'])
  const { indexedDB } = options
  if (indexedDB !== undefined && typeof indexedDB?.open !== 'function')
    throw new GradusError('type', `indexedDbStore: indexedDB must have open, got ${describe(indexedDB)}`)
  const [newestKey, previousKey, probeKey] = [[name, 'newest'], [name, 'previous'], [name, 'probe']] // biome-ignore format: a table
  const text = `${describe(name)} in the database ${describe(database)}`

  async function run<Result>(method: string, consequence: string, work: (factory: DatabaseFactory) => Promise<Result>): Promise<Result> {
    try {
      const factory = indexedDB ?? factoryOfPage()
      if (factory === undefined || factory === null) throw new Error('there is no indexedDB here')
      return await work(factory)
    } catch (error) {
      throw new GradusError('file', `indexedDbStore.${method}: ${text}: ${reasonOf(error)}; ${consequence}`, { cause: error })
    }
  }

  /** What a record turns out to be. */
  function verified(method: string, value: unknown, which: string): Found {
    if (value === undefined) return undefined
    const damaged = (reason: string, cause?: unknown) =>
      new GradusError('file', `indexedDbStore.${method}: ${which}: ${reason}`, cause === undefined ? undefined : { cause })
    if (!(value instanceof Uint8Array)) return damaged(`it is ${describe(value)}, expected a Uint8Array`)
    try {
      verify(value, which)
      return value
    } catch (error) {
      return damaged(damageText(error), error)
    }
  }

  function load(method: string, key: string[], which: string): Promise<Found> {
    return run(method, 'nothing can be read here', async (factory) => {
      const value = await inTransaction(factory, database, 'readonly', (records) => {
        const request = records.get(key)
        return () => request.result
      })
      return verified(method, value, which)
    })
  }

  const previousText = `${describe(name)} (previous) in the database ${describe(database)}`
  const newest: VersionPlace = { text, load: () => load('read', newestKey, text) }
  const previous: VersionPlace = { text: previousText, load: () => load('read', previousKey, previousText) }

  async function readPrevious(): Promise<Uint8Array | undefined> {
    const found = await load('readPrevious', previousKey, previousText)
    if (found instanceof GradusError) throw found
    return found
  }

  async function write(bytes: Uint8Array): Promise<void> {
    checkBytes('indexedDbStore.write', bytes)
    const copy = Uint8Array.from(bytes)
    try {
      verify(copy, text)
    } catch (error) {
      const why = `these bytes could not be read again: ${messageOf(error)}`
      throw new GradusError('file', `indexedDbStore.write: ${text}: ${why}`, { cause: error })
    }
    const consequence = `${copy.length} bytes are needed; what was there is unchanged; ${download}`
    await run('write', consequence, (factory) =>
      inTransaction(factory, database, 'readwrite', (records, guard) => {
        const old: DatabaseRequest<unknown> = records.get(newestKey)
        const replace = (): void => {
          // A damaged version is not worth the place of the one before.
          if (verified('write', old.result, text) instanceof Uint8Array) records.put(old.result, previousKey)
          records.put(copy, newestKey)
        }
        old.addEventListener('success', guard(replace))
        return () => undefined
      }),
    )
  }

  const remove = (): Promise<void> =>
    run('remove', 'nothing was removed', (factory) =>
      inTransaction(factory, database, 'readwrite', (records) => {
        records.delete(newestKey)
        records.delete(previousKey)
        return () => undefined
      }),
    )

  const check = (): Promise<void> =>
    run('check', `nothing can be kept here; ${download}`, (factory) =>
      inTransaction(factory, database, 'readwrite', (records) => {
        records.put(new Uint8Array(16), probeKey)
        records.delete(probeKey)
        return () => undefined
      }),
    )

  return {
    database,
    name,
    read: () => newestOrPrevious('indexedDbStore.read', newest, previous, fallBack),
    readPrevious,
    write,
    remove,
    check,
  }
}

const download = 'give the bytes to the user as a download instead: new Blob([bytes])'

function checkPlace(place: unknown): { readonly database: string; readonly name: string } {
  checkParts('indexedDbStore: the place', place, ['database', 'name'])
  const { database = 'gradus', name } = place as { readonly database?: unknown; readonly name?: unknown }
  for (const [part, value] of [['database', database], ['name', name]] as const) // biome-ignore format: short
    if (typeof value !== 'string') throw new GradusError('type', `indexedDbStore: ${part} must be a text, got ${describe(value)}`)
  if (name === '' || database === '') throw new GradusError('range', 'indexedDbStore: database and name must be texts that are not empty')
  return { database: database as string, name: name as string }
}

/** What went wrong, from the error of a browser: `no space is left (QuotaExceededError)`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `the browser refused (${describe(error)})`
  const { name, message } = error
  return name === 'Error' ? message : `${reasons.get(name) ?? (message || 'the browser refused')} (${name})`
}

const reasons: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['QuotaExceededError', 'no space is left for this page'],
  ['SecurityError', 'the browser allows this page no storage'],
  ['InvalidStateError', 'the browser allows no storage, as in some private windows'],
  ['UnknownError', 'the browser could not reach its storage'],
  ['AbortError', 'the transaction was aborted'],
])
