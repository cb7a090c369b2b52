import { link, lstat, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { GradusError } from '@gradus/kernel'

/** What a store needs of a file system; the functions of `node:fs/promises` of the same names. Errors have a `code`, such as `ENOSPC`. */
export interface FileSystem {
  /** `'wx'`: a new file to write, refused where there is one; `'r'`: a folder, to be synced. */
  open(path: string, flags: 'wx' | 'r'): Promise<OpenFile>
  /** All bytes of a file. */
  readFile(path: string): Promise<Uint8Array>
  /** Atomic: who looks sees the old or the new. */
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name: a hard link. */
  link(existing: string, added: string): Promise<void>
  /** Removes a name, and with the last one the file. */
  unlink(path: string): Promise<void>
  /** What is at the path; links are not followed. */
  lstat(path: string): Promise<FileStatus>
  /** The names of what is in a folder. */
  readdir(path: string): Promise<string[]>
}

/** An open file or folder. */
export interface OpenFile {
  /** May write less than it is asked to. */
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>
  /** Comes back when everything written is on the disk. */
  sync(): Promise<void>
  /** Lets go of it. */
  close(): Promise<void>
}

/** What is at a path; a symbolic link is itself. */
export interface FileStatus {
  /** Whether it is a file. */
  isFile(): boolean
  /** Whether it is a folder. */
  isDirectory(): boolean
  /** Whether it is a symbolic link. */
  isSymbolicLink(): boolean
  /** When it was changed, in milliseconds since 1970. */
  readonly mtimeMs: number
}

/** That of Node. */
export const nodeFileSystem: FileSystem = { open, readFile: readBytes, rename, link, unlink, lstat, readdir }

/** Without what a Buffer adds to a Uint8Array. */
async function readBytes(path: string): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = await readFile(path)
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** The code of a file system's error, or nothing for any other, our own among them. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof GradusError) return undefined
  const code = (error as { readonly code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** What the call gives, or undefined when there is nothing at the path. */
export async function unlessMissing<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
