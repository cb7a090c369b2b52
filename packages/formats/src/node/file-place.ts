import { basename, dirname, join, resolve } from 'node:path'
import { checkParts, describe, GradusError } from '@gradus/kernel'
import { checkPlainName } from './plain-name.ts'

/** A file, by a path of your own or by a name that has to stay in its folder, wherever the name comes from. */
export type FilePlace = string | { readonly folder: string; readonly name: string }

/** The file of a store: its folder, its name, and what the version before is called. */
export interface Place {
  readonly folder: string
  readonly name: string
  readonly path: string
  readonly previousPath: string
}

/** Where a store's files are. Throws unless the name is one of a file. */
export function placeOf(file: unknown): Place {
  if (typeof file === 'string') {
    if (file === '' || file.includes('\0')) throw new GradusError('range', `fileStore: ${describe(file)} is no path of a file`)
    if (/[/\\]$/.test(file))
      throw new GradusError('range', `fileStore: ${describe(file)} is the path of a folder; a file in it needs a name`)
    return placeIn(dirname(resolve(file)), basename(file))
  }
  checkParts('fileStore: the file', file, ['folder', 'name'])
  const { folder, name } = file as { readonly folder?: unknown; readonly name?: unknown }
  if (typeof folder !== 'string' || typeof name !== 'string')
    throw new GradusError('type', `fileStore: folder and name must be texts, got ${describe(folder)} and ${describe(name)}`)
  if (folder === '' || folder.includes('\0')) throw new GradusError('range', `fileStore: ${describe(folder)} is no path of a folder`)
  return placeIn(resolve(folder), name)
}

function placeIn(folder: string, name: string): Place {
  checkPlainName('fileStore', name)
  return { folder, name, path: join(folder, name), previousPath: join(folder, `${name}.previous`) }
}
