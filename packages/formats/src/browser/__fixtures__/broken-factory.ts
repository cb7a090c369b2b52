import type { Database, DatabaseFactory, DatabaseRecords, DatabaseRequest, DatabaseTransaction } from '../indexed-db.ts'

/** What a browser may refuse, and when. */
export type Fault = 'open throws' | 'open fails' | 'no transaction' | 'put throws' | 'full at the end' | 'closed'

/** A factory whose databases fail in one way. */
export function brokenFactory(factory: DatabaseFactory, fault: Fault): DatabaseFactory {
  const open = (name: string): DatabaseRequest<Database> => {
    if (fault === 'open throws') throw new DOMException('', 'SecurityError')
    if (fault === 'open fails') return failing(new DOMException('', 'InvalidStateError'))
    const opening = factory.open(name)
    return {
      get result() {
        return brokenDatabase(opening.result, fault)
      },
      get error() {
        return opening.error
      },
      addEventListener: (type, listener) => opening.addEventListener(type, listener),
    }
  }
  return { open }
}

function brokenDatabase(database: Database, fault: Fault): Database {
  return {
    objectStoreNames: database.objectStoreNames,
    createObjectStore: (name) => database.createObjectStore(name),
    close: () => database.close(),
    transaction(store, mode, options) {
      if (fault === 'no transaction') throw new DOMException('', 'UnknownError')
      const transaction = database.transaction(store, mode, options)
      return {
        get error() { return transaction.error }, // biome-ignore format: short
        abort: () => transaction.abort(),
        addEventListener: (type, listener) => transaction.addEventListener(type, listener),
        objectStore: (name) => brokenRecords(transaction.objectStore(name), transaction, fault),
      }
    },
  }
}

function brokenRecords(records: DatabaseRecords, transaction: DatabaseTransaction, fault: Fault): DatabaseRecords {
  return {
    get: (key) => records.get(key),
    delete: (key) => records.delete(key),
    put(value, key) {
      if (fault === 'put throws') throw new DOMException('', 'QuotaExceededError')
      const request = records.put(value, key)
      // The way in which the fake itself ends a transaction: with an error of the browser, or without.
      request.addEventListener('success', () =>
        (transaction as unknown as { _abort(name: string | null): void })._abort(fault === 'closed' ? null : 'QuotaExceededError'),
      )
      return request
    },
  }
}

function failing(error: unknown): DatabaseRequest<Database> {
  return {
    result: undefined as never,
    error,
    addEventListener: (type, listener) => void (type === 'error' && queueMicrotask(listener)),
  }
}
