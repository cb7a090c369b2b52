import type { Database, DatabaseFactory, DatabaseRecords, DatabaseTransaction } from './indexed-db.ts'

/** The object store in which a database keeps its records. */
const records = 'checkpoints'

/** Some browsers answer nothing where they allow no storage. */
const patience = 10_000

/**
 * Runs `work` on the records in one transaction: what it does becomes so all at once, or not at all. `work` goes on in callbacks of the requests it makes,
 * and may throw in the first of them through `guard`.
 */
export async function inTransaction<Result>(
  factory: DatabaseFactory,
  name: string,
  mode: 'readonly' | 'readwrite',
  work: (records: DatabaseRecords, guard: (step: () => void) => () => void) => () => Result,
): Promise<Result> {
  const database = await open(factory, name)
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction: DatabaseTransaction = database.transaction(records, mode, { durability: 'strict' })
      let failure: unknown
      const guard = (step: () => void) => () => {
        try {
          step()
        } catch (error) {
          failure = error
          abort(transaction)
        }
      }
      let result: (() => Result) | undefined
      transaction.addEventListener('complete', () => resolve(result!()))
      transaction.addEventListener('abort', () => reject(transaction.error ?? failure ?? new Error('the browser has closed it')))
      guard(() => {
        result = work(transaction.objectStore(records), guard)
      })()
    })
  } finally {
    database.close()
  }
}

/** Unless the browser was faster. */
function abort(transaction: DatabaseTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It is over: its own event says so.
  }
}

function open(factory: DatabaseFactory, name: string): Promise<Database> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => fail(new Error(`the browser has not opened it within ${patience / 1000} seconds; does another page keep it busy?`)),
      patience,
    )
    let over = false
    const end = (): void => {
      over = true
      clearTimeout(timer)
    }
    const fail = (error: unknown): void => {
      end()
      reject(error)
    }
    try {
      const opening = factory.open(name)
      opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore(records))
      opening.addEventListener('error', () => fail(opening.error))
      opening.addEventListener('success', () => {
        const database = opening.result
        // Too late: nobody waits for it any more.
        if (over) return database.close()
        if (database.objectStoreNames.contains(records)) {
          end()
          return resolve(database)
        }
        database.close()
        fail(new Error(`it belongs to something else: it has no ${records}; choose another name`))
      })
    } catch (error) {
      fail(error)
    }
  })
}
