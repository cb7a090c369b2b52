import { codeOf, type FileSystem } from './file-system.ts'
import type { Host } from './host.ts'

/** Writes a new file and waits until the disk has it. On failure nothing of it stays. */
export async function writeDurably(fileSystem: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fileSystem.open(path, 'wx')
  try {
    try {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, at)
        if (bytesWritten <= 0) throw Object.assign(new Error('the file system wrote nothing'), { code: 'EIO' })
        at += bytesWritten
      }
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await removeQuietly(fileSystem, path)
    throw error
  }
}

/** Removes a file where that is possible; whoever calls has another error to tell. */
export async function removeQuietly(fileSystem: FileSystem, path: string): Promise<void> {
  await fileSystem.unlink(path).catch(() => undefined)
}

/** Codes with which systems say that a folder cannot be synced, because they keep names safe by themselves or not at all. */
const noFolderSync: readonly (string | undefined)[] = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF', 'ENOSYS']

/** Waits until the disk has the names in a folder, where there is a way to. */
export async function syncFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  try {
    const handle = await fileSystem.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!noFolderSync.includes(codeOf(error))) throw error
  }
}

const pauses = [10, 20, 40, 80, 160, 320, 640]

/** Whether a rename may succeed a moment later: on Windows a virus scanner or an indexer holds new files for a while. */
export function isBusy(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')
}

/** Renames; while another program is in the way again and again, for a good second. */
export async function renamePatiently(host: Host, from: string, to: string): Promise<void> {
  for (const pause of pauses) {
    try {
      return await host.fileSystem.rename(from, to)
    } catch (error) {
      if (!isBusy(error)) throw error
      await host.wait(pause)
    }
  }
  await host.fileSystem.rename(from, to)
}
