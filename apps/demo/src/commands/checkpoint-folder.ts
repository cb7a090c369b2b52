import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { fileStore } from '@gradus/formats/node'
import type { Command } from 'commander'
import { badUsage } from './bad-usage.ts'

/** A folder that keeps a training, and beside it the settings with which it was begun. Ends the command when it belongs to another training. */
export async function checkpointFolder(
  folder: string,
  name: string,
  settings: Readonly<Record<string, unknown>>,
  command: Command,
): Promise<ReturnType<typeof fileStore>> {
  const { fileStore } = await import('@gradus/formats/node')
  try {
    mkdirSync(folder, { recursive: true })
    const store = fileStore({ folder, name: `${name}.safetensors` })
    const path = join(folder, `${name}.json`)
    const wanted = JSON.parse(JSON.stringify(settings)) as Record<string, unknown>
    if (statSync(store.path, { throwIfNoEntry: false }) !== undefined) {
      const kept = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
      const other = Object.keys({ ...wanted, ...kept }).filter((key) => JSON.stringify(kept[key]) !== JSON.stringify(wanted[key]))
      if (other.length > 0) {
        const list = other.map((key) => `${key} ${JSON.stringify(kept[key]) ?? 'unset'}, not ${JSON.stringify(wanted[key]) ?? 'unset'}`)
        badUsage(command, `--checkpoint ${folder} has another training: ${list.join('; ')}. Choose another folder, or the same settings.`)
      }
    } else writeFileSync(path, `${JSON.stringify(wanted)}\n`)
    return store
  } catch (error) {
    if ((error as { code?: string }).code === 'gradus.badUsage') throw error
    badUsage(command, `--checkpoint cannot use ${folder}: ${(error as Error).message}.`)
  }
}
