import { link, lstat, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { GradusError } from '@gradus/kernel'

/** What a store needs of a file system; the functions of `node:fs/promises` of the same names. Errors have a `code`, such as `ENOSPC`. */
export interface FileSystem {
  /** `'wx'`: a new file to write, refused where there is one; `'r'`: a folder, to be synced. */
  open(path: string, flags: 'wx' | 'r'): Promise<OpenFile>
  readFile(path: string): Promise<Uint8Array>
  /** Atomic: who looks sees the old or the new. */
  rename(from: string, to: string): Promise<void>
  link(existing: string, added: string): Promise<void>
  unlink(path: string): Promise<void>
  lstat(path: string): Promise<FileStatus>
  readdir(path: string): Promise<string[]>
}

/** An open file or folder. */
export interface OpenFile {
  /** May write less than it is asked to. */
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** What is at a path; a symbolic link is itself. */
export interface FileStatus {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
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
