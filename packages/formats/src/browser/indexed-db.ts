/** What a store needs of a page's `indexedDB`: the part of the standard's `IDBFactory` that opens. */
export interface DatabaseFactory {
  open(name: string): DatabaseRequest<Database>
}

/** Something that is asked of a database, as `IDBRequest`: its result, once it is told of 'success'. */
export interface DatabaseRequest<Result> {
  readonly result: Result
  readonly error: unknown
  addEventListener(type: string, listener: () => void): void
}

/** As `IDBDatabase`. */
export interface Database {
  readonly objectStoreNames: { contains(name: string): boolean }
  createObjectStore(name: string): unknown
  transaction(store: string, mode: 'readonly' | 'readwrite', options?: { readonly durability: 'strict' }): DatabaseTransaction
  close(): void
}

/** As `IDBTransaction`: all of it becomes so with 'complete', or nothing of it with 'abort'. */
export interface DatabaseTransaction {
  readonly error: unknown
  objectStore(name: string): DatabaseRecords
  abort(): void
  addEventListener(type: string, listener: () => void): void
}

/** As `IDBObjectStore`. */
export interface DatabaseRecords {
  get(key: string[]): DatabaseRequest<unknown>
  put(value: unknown, key: string[]): DatabaseRequest<unknown>
  delete(key: string[]): DatabaseRequest<unknown>
}

/** The page's own; undefined where there is none. A browser may throw where it is looked up. */
export function factoryOfPage(): DatabaseFactory | undefined {
  return (globalThis as { readonly indexedDB?: DatabaseFactory }).indexedDB
}
