import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * What {@link diagnosticsOf} gives, from the native compiler (TypeScript 7), which the command line uses. It takes half a
 * second a call: put several statements into one snippet.
 */
export function nativeDiagnosticsOf(source: string, directory: string): readonly string[] {
  // Below node_modules the file is seen by nothing else, and the package's dependencies are found from it.
  const cache = join(packageOf(directory), 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'type-diagnostics-'))
  try {
    writeFileSync(join(folder, 'snippet.ts'), source)
    const project = { extends: configuration, compilerOptions: { rootDirs: [folder, directory] }, files: ['snippet.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project))
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
    return diagnosticsIn(stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const configuration = join(import.meta.dirname, '../../../tsconfig.base.json')
const compiler = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin/tsc')

function packageOf(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : packageOf(dirname(directory))
}

/** Diagnostics of the snippet in the compiler's output: `snippet.ts(3,5): error TS2345: text`, further lines indented. */
function diagnosticsIn(output: string): string[] {
  const found: string[] = []
  let inSnippet = false
  for (const line of output.split('\n')) {
    const start = /^(\S.*?)\(\d+,\d+\): error TS\d+: (.*)$/.exec(line)
    if (start) inSnippet = start[1] === 'snippet.ts'
    if (!inSnippet) continue
    if (start) found.push(start[2]!)
    else if (line.startsWith(' ')) found[found.length - 1] += `\n${line}`
  }
  return found
}
