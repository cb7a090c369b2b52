import { join } from 'node:path'
import { describe } from '@gradus/kernel'
import { isBusy, removeQuietly, renamePatiently, syncFolder, writeDurably } from './durable.ts'
import type { Place } from './file-place.ts'
import { codeOf, unlessMissing } from './file-system.ts'
import type { Host } from './host.ts'
import { reasonOf, storeError } from './store-error.ts'
import { removeStale, temporaryName } from './temporaries.ts'

/**
 * Gives a file new contents. Whatever stops it, and wherever, under the name there are the old contents or the new ones, whole.
 *
 * The order is everything: the new contents are on the disk before they get the name; the old ones get a second name before they lose the
 * first; names are on the disk before
 * this returns. Of two processes that write at once the last to rename wins; their temporary files have different names, so nothing mixes.
 */
export async function replaceFile(host: Host, place: Place, bytes: Uint8Array, keepsPrevious: () => Promise<boolean>): Promise<void> {
  const { folder, name, path, previousPath } = place
  const { fileSystem } = host
  const failed = (error: unknown) =>
    storeError('write', path, `${reasonOf(error)}; ${bytes.length} bytes are needed; what was there is unchanged`, error)
  const temporary = join(folder, temporaryName(name, host))
  let existed: boolean
  try {
    existed = await isRegularFile(host, place)
    await removeStale(folder, name, host)
    await writeDurably(fileSystem, temporary, bytes)
  } catch (error) {
    throw codeOf(error) === undefined ? error : failed(error)
  }
  try {
    if (existed && (await keepsPrevious())) await keepPrevious(host, place)
  } catch (error) {
    if (isBusy(error)) throw await keepBoth(host, place, temporary, previousPath, error)
    await removeQuietly(fileSystem, temporary)
    throw failed(error)
  }
  try {
    await renamePatiently(host, temporary, path)
  } catch (error) {
    if (isBusy(error)) throw await keepBoth(host, place, temporary, path, error)
    await removeQuietly(fileSystem, temporary)
    throw failed(error)
  }
  try {
    await syncFolder(fileSystem, folder)
  } catch (error) {
    throw storeError('write', path, `the new version is in place, but may be lost if the power fails: ${reasonOf(error)}`, error)
  }
}

/** Whether there is a file; throws when there is something else. */
export async function isRegularFile({ fileSystem }: Host, { path }: Place, method = 'write'): Promise<boolean> {
  const status = await unlessMissing(fileSystem.lstat(path))
  if (status === undefined || status.isFile()) return status !== undefined
  if (status.isDirectory()) throw storeError(method, path, 'it is a folder (EISDIR)')
  if (status.isSymbolicLink())
    throw storeError(method, path, 'it is a symbolic link, which might lead out of the folder; name the file itself')
  throw storeError(method, path, 'it is no regular file')
}

const noLinks: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']

/** Gives the contents there are the name of the previous version too; the first name never goes. */
async function keepPrevious(host: Host, { folder, name, path, previousPath }: Place): Promise<void> {
  const { fileSystem } = host
  const second = join(folder, temporaryName(name, host))
  try {
    await fileSystem.link(path, second)
  } catch (error) {
    // Removed in the meantime: there is nothing to keep.
    if (codeOf(error) === 'ENOENT') return
    if (!noLinks.includes(codeOf(error))) throw error
    await writeDurably(fileSystem, second, await fileSystem.readFile(path))
  }
  try {
    await renamePatiently(host, second, previousPath)
  } finally {
    // Renaming one name of a file to another of the same file does nothing, as a crash between the two renames leaves it.
    await removeQuietly(fileSystem, second)
  }
}

/** Another program kept a name from being changed: the new contents get one of their own, and the error says which. */
async function keepBoth(host: Host, { folder, name, path }: Place, temporary: string, blocked: string, cause: unknown) {
  const kept = join(folder, `${name}.kept-${host.unique()}`)
  const where = await host.fileSystem.rename(temporary, kept).then(
    () => kept,
    () => temporary,
  )
  const text = `${describe(blocked)} could not be replaced, though it was tried for a second: ${reasonOf(cause)}`
  return storeError('write', path, `${text}; both versions were kept: the new one is ${describe(where)}`, cause)
}
