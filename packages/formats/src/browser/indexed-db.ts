/** What a store needs of a page's `indexedDB`: the part of the standard's `IDBFactory` that opens. */
export interface DatabaseFactory {
  /** Opens a database, which is made where there is none. */
  open(name: string): DatabaseRequest<Database>
}

/** Something that is asked of a database, as `IDBRequest`: its result, once it is told of 'success'. */
export interface DatabaseRequest<Result> {
  /** What was asked for. */
  readonly result: Result
  /** Why there is none, once it is told of 'error'. */
  readonly error: unknown
  /** Calls the listener when this happens. */
  addEventListener(type: string, listener: () => void): void
}

/** As `IDBDatabase`. */
export interface Database {
  /** The names of its object stores. */
  readonly objectStoreNames: { contains(name: string): boolean }
  /** Makes an object store, while the database is made. */
  createObjectStore(name: string): unknown
  /** Begins a transaction on one object store. */
  transaction(store: string, mode: 'readonly' | 'readwrite', options?: { readonly durability: 'strict' }): DatabaseTransaction
  /** Lets go of the database. */
  close(): void
}

/** As `IDBTransaction`: all of it becomes so with 'complete', or nothing of it with 'abort'. */
export interface DatabaseTransaction {
  /** Why it failed, once it is told of 'abort'. */
  readonly error: unknown
  /** The records that it reads and writes. */
  objectStore(name: string): DatabaseRecords
  /** Undoes all of it. */
  abort(): void
  /** Calls the listener when this happens. */
  addEventListener(type: string, listener: () => void): void
}

/** As `IDBObjectStore`. */
export interface DatabaseRecords {
  /** Reads a record; undefined where there is none. */
  get(key: string[]): DatabaseRequest<unknown>
  /** Writes a record, in the place of one with this key. */
  put(value: unknown, key: string[]): DatabaseRequest<unknown>
  /** Removes a record. */
  delete(key: string[]): DatabaseRequest<unknown>
}

/** The page's own; undefined where there is none. A browser may throw where it is looked up. */
export function factoryOfPage(): DatabaseFactory | undefined {
  return (globalThis as { readonly indexedDB?: DatabaseFactory }).indexedDB
}
