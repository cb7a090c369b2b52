import { describe, GradusError } from '@gradus/kernel'
import { checkBytes } from '../check-bytes.ts'
import { messageOf } from '../message-of.ts'
import { damageText, type Found, newestOrPrevious, type VersionPlace } from '../store/newest-or-previous.ts'
import { checkOptionalFunction, type StoreOptions, storePolicy } from '../store/store-options.ts'
import { syncFolder } from './durable.ts'
import { type FilePlace, type Place, placeOf } from './file-place.ts'
import { codeOf, type FileSystem, nodeFileSystem, unlessMissing } from './file-system.ts'
import { type Host, thisHost } from './host.ts'
import { isRegularFile, replaceFile } from './replace-file.ts'
import { reasonOf, storeError } from './store-error.ts'
import { removeStale } from './temporaries.ts'
import { tryWriting } from './try-writing.ts'

/** Options of {@link fileStore}. */
export interface FileStoreOptions extends StoreOptions {
  /** In the place of Node's. */
  readonly fileSystem?: FileSystem
}

/** A file that is replaced as a whole: a trainer's `CheckpointStore`, and the version before. */
export interface FileStore {
  /** Where the newest version lies. */
  readonly path: string
  /** Where the version before the newest lies. */
  readonly previousPath: string
  /** The newest version; undefined when there is none. */
  read(): Promise<Uint8Array | undefined>
  /** The version before; undefined when there is none. */
  readPrevious(): Promise<Uint8Array | undefined>
  /** Replaces the newest version, which becomes the previous one. Calls wait for one another. */
  write(bytes: Uint8Array): Promise<void>
  /** Removes both versions. */
  remove(): Promise<void>
  /** Throws where nothing could be written, before there is something: it writes a few bytes beside the file, and removes them. */
  check(): Promise<void>
}

/**
 * A file whose contents survive crashes: while it is written, whatever stops the program or the machine, the old or the new version can be
 * read, whole.
 *
 * New contents are written beside the file, brought to the disk and then given its name; the version before is kept as `<name>.previous`.
 * What a killed process left is
 * removed by the next write. Several processes may write the same file: the last one wins, and versions never mix.
 *
 * Throws: GradusError 'range' for a name that is no plain file name, 'type' for other wrong arguments; its methods 'file', with the path,
 * the code of the system and what is left
 * of what.
 *
 * @example
 * import { tmpdir } from 'node:os'
 * import { fileStore } from '@gradus/formats/node'
 *
 * const store = fileStore({ folder: tmpdir(), name: 'gradus-example.safetensors' })
 * await store.write(writeSafetensors(new Map(), { checksum: true }))
 * verifySafetensors((await store.read())!)
 * await store.remove()
 * await store.read() // undefined
 */
export function fileStore(file: FilePlace, options: FileStoreOptions = {}): FileStore {
  const { check, fallBack } = storePolicy('fileStore', options, ['fileSystem'])
  const { fileSystem } = options
  if (fileSystem !== undefined) checkFileSystem(fileSystem)
  return storeOn(thisHost(fileSystem), placeOf(file), check, fallBack)
}

/** The store on any host; `fallBack` is told the reason when the previous version is given. */
export function storeOn(
  host: Host,
  place: Place,
  verify: (bytes: Uint8Array, name: string) => void,
  fallBack?: (reason: GradusError) => void,
): FileStore {
  const { path, previousPath, folder, name } = place
  /** Whether the newest version is known to be whole: it was read or written here. */
  let whole = false
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }

  /** The contents at a path, or what is wrong with them; undefined when there are none. */
  async function load(method: string, at: string): Promise<Found> {
    let bytes: Uint8Array | undefined
    try {
      if (!(await isRegularFile(host, { ...place, path: at }, method))) return undefined
      bytes = await unlessMissing(host.fileSystem.readFile(at))
    } catch (error) {
      if (codeOf(error) === 'EIO') return storeError(method, at, reasonOf(error), error)
      throw codeOf(error) === undefined ? error : storeError(method, at, reasonOf(error), error)
    }
    if (bytes === undefined) return undefined
    try {
      verify(bytes, at)
      return bytes
    } catch (error) {
      return storeError(method, at, damageText(error), error)
    }
  }

  const versionAt = (at: string): VersionPlace => ({ text: describe(at), load: () => load('read', at) })
  const read = (): Promise<Uint8Array | undefined> => newestOrPrevious('fileStore.read', versionAt(path), versionAt(previousPath), fallBack)

  async function readPrevious(): Promise<Uint8Array | undefined> {
    const previous = await load('readPrevious', previousPath)
    if (previous instanceof GradusError) throw previous
    return previous
  }

  /** A damaged version is not worth the place of the one before. */
  async function keepsPrevious(): Promise<boolean> {
    return whole || (await load('write', path)) instanceof Uint8Array
  }

  async function write(bytes: Uint8Array): Promise<void> {
    checkBytes('fileStore.write', bytes)
    const copy = Uint8Array.from(bytes)
    try {
      verify(copy, path)
    } catch (error) {
      throw storeError('write', path, `these bytes could not be read again: ${messageOf(error)}`, error)
    }
    await inTurn(async () => {
      await replaceFile(host, place, copy, keepsPrevious)
      whole = true
    })
  }

  async function remove(): Promise<void> {
    await inTurn(async () => {
      whole = false
      try {
        await isRegularFile(host, place, 'remove')
        // The older one first: what is left half-way is the newest.
        await unlessMissing(host.fileSystem.unlink(previousPath))
        await unlessMissing(host.fileSystem.unlink(path))
        await removeStale(folder, name, host)
        await syncFolder(host.fileSystem, folder).catch((error) => unlessMissing(Promise.reject(error)))
      } catch (error) {
        throw codeOf(error) === undefined ? error : storeError('remove', path, reasonOf(error), error)
      }
    })
  }

  return { path, previousPath, read, readPrevious, write, remove, check: () => inTurn(() => tryWriting(host, place)) }
}

function checkFileSystem(fileSystem: FileSystem): void {
  for (const name of Object.keys(nodeFileSystem) as (keyof FileSystem)[])
    checkOptionalFunction('fileStore', `fileSystem.${name}`, fileSystem?.[name] ?? null)
}
