import { join } from 'node:path'
import { writeDurably } from './durable.ts'
import type { Place } from './file-place.ts'
import { codeOf } from './file-system.ts'
import type { Host } from './host.ts'
import { isRegularFile } from './replace-file.ts'
import { reasonOf, storeError } from './store-error.ts'
import { temporaryName } from './temporaries.ts'

/**
 * Throws where a file could not be given new contents: no folder, no permission, no space, something else under one of its names. A few bytes are
 * written beside it, as new contents would be, and removed; the file itself is not touched.
 */
export async function tryWriting(host: Host, place: Place): Promise<void> {
  const { folder, name, path, previousPath } = place
  const temporary = join(folder, temporaryName(name, host))
  try {
    await isRegularFile(host, place, 'check')
    await isRegularFile(host, { ...place, path: previousPath }, 'check')
    await writeDurably(host.fileSystem, temporary, new Uint8Array(16))
    await host.fileSystem.unlink(temporary)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    throw storeError('check', path, `${reasonOf(error)}; nothing can be written here`, error)
  }
}
