import { describe, GradusError } from '@gradus/kernel'
import { messageOf } from '../message-of.ts'
import { codeOf } from './file-system.ts'

/** An error of a store: what it did, with which file, what went wrong. */
export function storeError(method: string, path: string, text: string, cause?: unknown): GradusError {
  return new GradusError('file', `fileStore.${method}: ${describe(path)}: ${text}`, cause === undefined ? undefined : { cause })
}

/** What went wrong, from the error of a file system: `no space is left (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return code === undefined ? messageOf(error) : `${reasons.get(code) ?? messageOf(error)} (${code})`
}

const reasons: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['ENOSPC', 'no space is left on the disk'],
  ['EDQUOT', 'the quota is used up'],
  ['EFBIG', 'the file would be larger than is allowed'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'it is not permitted'],
  ['EBUSY', 'another program is using it'],
  ['ENOENT', 'the folder does not exist'],
  ['ENOTDIR', 'what should be a folder is none'],
  ['EISDIR', 'it is a folder'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['ELOOP', 'symbolic links lead in a circle'],
  ['EMFILE', 'too many files are open'],
  ['EIO', 'the disk failed'],
])
