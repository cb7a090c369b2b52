import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './run.ts'

const installed = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))

const compilers = {
  'TypeScript 6': join(installed('typescript'), 'bin/tsc6'),
  'TypeScript 7': join(installed('@typescript/native'), 'bin/tsc'),
} as const

export type CompilerName = keyof typeof compilers

const resolutions = {
  nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
} as const

export type Resolution = keyof typeof resolutions

/** Both compilers, each under both ways to find what an import names. */
export const compilations: readonly (readonly [CompilerName, Resolution])[] = [
  ['TypeScript 6', 'nodenext'],
  ['TypeScript 6', 'bundler'],
  ['TypeScript 7', 'nodenext'],
  ['TypeScript 7', 'bundler'],
]

/** What a compiler says of a project; empty when all is well. */
export async function compile(folder: string, compiler: CompilerName, resolution: Resolution, args: readonly string[]): Promise<string> {
  const all = [compilers[compiler], '--pretty', 'false', ...resolutions[resolution], ...args]
  return run(process.execPath, all, { folder }).catch((error: Error) => error.message)
}
