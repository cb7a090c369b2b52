import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { codeOf, type FileSystem, nodeFileSystem } from './file-system.ts'

/** What a store needs of the machine it runs on. */
export interface Host {
  readonly fileSystem: FileSystem
  /** Tells machines apart that share a folder. */
  readonly machine: string
  readonly processId: number
  /** When this process began, in milliseconds. */
  readonly startedAt: number
  now(): number
  isRunning(processId: number): boolean
  wait(milliseconds: number): Promise<void>
  /** Twelve digits that no other call gives. */
  unique(): string
}

/** This machine. */
export function thisHost(fileSystem: FileSystem = nodeFileSystem): Host {
  return {
    fileSystem,
    machine: createHash('sha256').update(hostname()).digest('hex').slice(0, 8),
    processId: process.pid,
    startedAt: Date.now() - process.uptime() * 1000,
    now: () => Date.now(),
    isRunning,
    wait: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
    unique: () => randomBytes(6).toString('hex'),
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // A process of another user is there, but may not be asked.
    return codeOf(error) !== 'ESRCH'
  }
}
