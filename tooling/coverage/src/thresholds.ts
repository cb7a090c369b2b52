import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** Where a wrong number passes unseen for longest: nearly every statement and branch is reached by a test. */
const strict: readonly string[] = ['kernel', 'tensor', 'layers', 'losses', 'optimizers', 'formats'].map((name) => `packages/${name}`)

/** The least that tests reach of a package, in percent. */
export interface Threshold {
  readonly statements: number
  readonly branches: number
}

/** Each folder that is measured, such as `packages/kernel`, and its threshold: what is published. A new package is among them without being named. */
export function thresholds(): ReadonlyMap<string, Threshold> {
  const folders = ['packages', 'apps'].flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  const measured = folders.filter(isPublished)
  const missing = strict.filter((folder) => !measured.includes(folder))
  if (missing.length > 0) throw new Error(`thresholds: ${missing.join(', ')} is no package`)
  return new Map(
    measured.map((folder) => [folder, strict.includes(folder) ? { statements: 95, branches: 95 } : { statements: 90, branches: 90 }]),
  )
}

function isPublished(folder: string): boolean {
  const manifest = join(root, folder, 'package.json')
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true
}

/** The same as Vitest wants it: patterns of files. */
export function vitestThresholds(): Record<string, Threshold> {
  return Object.fromEntries([...thresholds()].map(([folder, threshold]) => [`${folder}/src/**`, threshold]))
}

/** The files that are measured. */
export function measuredFiles(): string[] {
  return [...thresholds().keys()].map((folder) => `${folder}/src/**/*.ts`)
}
