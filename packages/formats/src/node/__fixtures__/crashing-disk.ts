import { posix } from 'node:path'
import type { FileStatus, FileSystem, OpenFile } from '../file-system.ts'

/** A file's contents, and as much of them as the disk has for certain. */
interface Inode {
  contents: Uint8Array
  durable: Uint8Array
  mtimeMs: number
}

/** Changes of names that belong together: a rename takes one away and gives one. */
type NameChange = readonly (readonly [path: string, inode: Inode | undefined])[]

/** What happens at an operation: the process is killed before, in the middle of or after it, or it fails with a code, once or for good. */
export interface Fault {
  readonly at: number
  readonly how: 'before' | 'half' | 'after' | 'fail'
  readonly code?: string
  /** How many operations of the same name fail in a row. */
  readonly times?: number
}

/** What of the contents that were not synced a power failure leaves. */
export const remains = ['nothing', 'zeros', 'half', 'all'] as const

/** Thrown by every operation of a process that was killed. */
export class Killed extends Error {}

/**
 * A disk in memory that keeps apart what programs see and what is safe: contents are safe after a sync of the file, names after a sync of
 * the folder.
 */
export class CrashingDisk {
  private names: Map<string, Inode>
  private durableNames: Map<string, Inode>
  private pending: NameChange[] = []
  private killed = false
  private failing = new Map<string, number>()
  fault: Fault | undefined
  /** Operations so far, by name. */
  operations: string[] = []
  /** The most bytes that one call writes. */
  largestWrite = Infinity
  /** What is left out, as a mistake in the code would. */
  ignored: 'nothing' | 'sync of files' | 'sync of folders' = 'nothing'
  hardLinks = true

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    const inodes = [...files].map(([path, bytes]) => [path, { contents: bytes, durable: bytes, mtimeMs: 0 }] as const)
    this.names = new Map(inodes)
    this.durableNames = new Map(inodes)
  }

  /** The files as programs see them. */
  files(): Map<string, Uint8Array> {
    return new Map([...this.names].map(([path, { contents }]) => [path, contents]))
  }

  /** How many changes of names a power failure may lose, each for itself. */
  get unsafeNames(): number {
    return this.pending.length
  }

  get hasUnsafeContents(): boolean {
    return [...this.names.values()].some(({ contents, durable }) => contents !== durable)
  }

  /** The disk after the machine lost power: of the unsafe changes of names, those in the bits of `kept`. */
  afterPowerFailure(kept: number, left: (typeof remains)[number]): CrashingDisk {
    const names = new Map(this.durableNames)
    this.pending.forEach((change, i) => {
      if (((kept >> i) & 1) === 1) apply(names, change)
    })
    return new CrashingDisk(new Map([...names].map(([path, inode]) => [path, contentsLeft(inode, left)])))
  }

  /** The disk after the process was killed: everything it did is there. */
  afterKill(): CrashingDisk {
    return new CrashingDisk(this.files())
  }

  readonly fileSystem: FileSystem = {
    open: (path, flags) => (flags === 'r' ? this.openFolder(path) : this.create(path)),
    readFile: async (path) => this.act('readFile', () => this.inode(path).contents.slice()),
    rename: async (from, to) =>
      this.act('rename', () => {
        const inode = this.inode(from)
        // As POSIX has it: two names of one file stay as they are.
        if (this.names.get(to) !== inode) this.change([[from, undefined], [to, inode]]) // biome-ignore format: short
      }),
    link: async (existing, added) =>
      this.act('link', () => {
        if (!this.hardLinks) throw systemError('EPERM')
        this.change([[added, this.inode(existing)]])
      }),
    unlink: async (path) =>
      this.act('unlink', () => {
        this.inode(path)
        this.change([[path, undefined]])
      }),
    lstat: async (path): Promise<FileStatus> => this.act('lstat', () => ({ ...kind, mtimeMs: this.inode(path).mtimeMs })),
    readdir: async (path) =>
      this.act('readdir', () => [...this.names.keys()].filter((each) => posix.dirname(each) === path).map((each) => posix.basename(each))),
  }

  private async create(path: string): Promise<OpenFile> {
    return this.act('create', () => {
      if (this.names.has(path)) throw systemError('EEXIST')
      const nothing = new Uint8Array(0)
      const inode: Inode = { contents: nothing, durable: nothing, mtimeMs: 0 }
      this.change([[path, inode]])
      const put = (bytes: Uint8Array, offset: number, length: number, position: number): number => {
        const count = Math.min(length, this.largestWrite)
        const contents = new Uint8Array(Math.max(inode.contents.length, position + count))
        contents.set(inode.contents)
        contents.set(bytes.subarray(offset, offset + count), position)
        inode.contents = contents
        return count
      }
      return {
        write: async (bytes, offset, length, position) =>
          this.act(
            'write',
            () => ({ bytesWritten: put(bytes, offset, length, position) }),
            () => void put(bytes, offset, Math.floor(length / 2), position),
          ),
        sync: async () =>
          this.act('sync', () => {
            if (this.ignored !== 'sync of files') inode.durable = inode.contents
          }),
        close: async () => this.act('close', () => undefined),
      }
    })
  }

  private async openFolder(_path: string): Promise<OpenFile> {
    return this.act('openFolder', () => ({
      write: async () => ({ bytesWritten: 0 }),
      sync: async () =>
        this.act('syncFolder', () => {
          if (this.ignored === 'sync of folders') return
          this.durableNames = new Map(this.names)
          this.pending = []
        }),
      close: async () => this.act('closeFolder', () => undefined),
    }))
  }

  private act<Result>(name: string, work: () => Result, half: () => void = () => undefined): Result {
    if (this.killed) throw new Killed()
    const at = this.operations.push(name) - 1
    const { fault } = this
    const again = this.failing.get(name) ?? 0
    if (again > 0) {
      this.failing.set(name, again - 1)
      throw systemError(fault!.code!)
    }
    if (fault?.at !== at) return work()
    if (fault.how === 'fail') {
      this.failing.set(name, (fault.times ?? 1) - 1)
      half()
      throw systemError(fault.code!)
    }
    if (fault.how === 'half') half()
    if (fault.how === 'after') work()
    this.killed = true
    throw new Killed()
  }

  private inode(path: string): Inode {
    const inode = this.names.get(path)
    if (inode === undefined) throw systemError('ENOENT')
    return inode
  }

  private change(change: NameChange): void {
    apply(this.names, change)
    this.pending.push(change)
  }
}

const kind = { isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false }

function apply(names: Map<string, Inode>, change: NameChange): void {
  for (const [path, inode] of change) {
    if (inode === undefined) names.delete(path)
    else names.set(path, inode)
  }
}

function contentsLeft({ contents, durable }: Inode, left: (typeof remains)[number]): Uint8Array {
  if (contents === durable || left === 'all') return contents
  if (left === 'nothing') return durable
  const changed = new Uint8Array(contents.length)
  changed.set(left === 'half' ? contents.subarray(0, contents.length >> 1) : durable)
  return changed
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: from a test`), { code })
}
