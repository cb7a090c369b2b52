import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Writes the program as one file that needs nothing else, and gives its path. */
export function bundle(file = here('../dist/engines.js')): Promise<string> {
  return bundleOf(here('main.ts'), file)
}

/** Writes a module and all that it imports, our packages from their sources, as one file. */
export async function bundleOf(entry: string, file: string): Promise<string> {
  const options = { format: 'esm', target: 'es2022', platform: 'neutral' } as const
  await build({ entryPoints: [entry], outfile: file, bundle: true, conditions: ['@gradus/source'], logLevel: 'error', ...options })
  return file
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await bundle())
