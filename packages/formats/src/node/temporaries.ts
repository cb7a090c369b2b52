import { join } from 'node:path'
import type { Host } from './host.ts'

const day = 86_400_000
/** Clocks of file systems may differ from ours. */
const slack = 60_000

/** A new name for what is written before it gets the name `name`; it says whose it is. */
export function temporaryName(name: string, host: Host): string {
  return `.${name}.${host.machine}-${host.processId}-${host.unique()}.tmp`
}

/**
 * Removes what processes left behind that ended while they wrote: those of this machine that no longer run; of any machine, what is a day
 * old.
 */
export async function removeStale(folder: string, name: string, host: Host): Promise<void> {
  const { fileSystem } = host
  const start = `.${name}.`
  const files = await fileSystem.readdir(folder).catch(() => [])
  for (const file of files) {
    const owner = file.startsWith(start) ? /^([\da-f]{8})-(\d{1,10})-[\da-f]{12}\.tmp$/.exec(file.slice(start.length)) : null
    if (owner === null) continue
    const path = join(folder, file)
    try {
      const { mtimeMs } = await fileSystem.lstat(path)
      if (isStale(owner[1]!, Number(owner[2]), mtimeMs, host)) await fileSystem.unlink(path)
    } catch {
      // Another process was faster, or may and we may not: either way it does no harm.
    }
  }
}

function isStale(machine: string, processId: number, changed: number, host: Host): boolean {
  if (host.now() - changed > day) return true
  if (machine !== host.machine) return false
  // The number of a process is used again: what is older than this process was left by another.
  return processId === host.processId ? changed < host.startedAt - slack : !host.isRunning(processId)
}
