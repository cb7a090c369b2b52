import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './outcome.ts'

const packaging = fileURLToPath(new URL('..', import.meta.url))
const sizeLimit = join(dirname(createRequire(import.meta.url).resolve('size-limit/package.json')), 'bin.js')

/**
 * What browsers load, measured by size-limit, and the most that it may be: `.size-limit.json`. Each cut lowers its number there, and none goes
 * up without a reason in the commit.
 */
export async function budgets(configuration = '.size-limit.json'): Promise<Outcome[]> {
  const results = await new Promise<string>((resolve) => {
    // It fails where a limit is broken, and tells everything all the same.
    execFile(process.execPath, [sizeLimit, '--json', '--config', configuration], { cwd: packaging }, (_, output) => resolve(output))
  })
  const measured = JSON.parse(results) as Measured[] | { error: string }
  if (!Array.isArray(measured)) return [{ name: 'size-limit', complaints: [measured.error] }]
  return measured.map(({ name, size, sizeLimit }) => ({
    name,
    note: `gzip ${size} of ${sizeLimit}`,
    complaints: verdict(size, sizeLimit),
  }))
}

/** It gives no limit back where it found no file, and where there is none. */
function verdict(size = 0, limit?: number): string[] {
  if (limit === undefined) return ['there is nothing to measure, or no limit']
  return size <= limit ? [] : [`${size - limit} bytes too large`]
}

/** What size-limit says of one check. */
interface Measured {
  readonly name: string
  readonly size?: number
  readonly sizeLimit?: number
}
