import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Example, modulePath, nameOf, root } from './example.ts'
import { moduleOf } from './module-of.ts'

/** An error of the compiler in an example: on which line of the file, and its text. */
export interface Complaint {
  readonly line: number
  readonly message: string
}

const compiler = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin/tsc')

/** What the compiler says of each example, by the example's name; all in one call, which takes seconds. */
export function compilerComplaints(examples: readonly Example[]): ReadonlyMap<string, readonly Complaint[]> {
  // Below node_modules nothing else sees the files, and the packages are found from there.
  const cache = join(import.meta.dirname, '../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'examples-'))
  try {
    const names = new Map(examples.map((example) => [modulePath(example, '.').slice(2), nameOf(example)]))
    for (const example of examples) {
      const file = modulePath(example, folder)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, compilableOf(example))
    }
    const project = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files: [...names.keys()] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project))
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
    return complaintsIn(stdout, names)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** An example of which no module can be made fails when it is run, and says why. */
function compilableOf(example: Example): string {
  try {
    return moduleOf(example, 'compile')
  } catch {
    return ''
  }
}

/** Examples import types like values, without the words that our own files need for their build. */
const compilerOptions = { verbatimModuleSyntax: false, isolatedModules: false, rewriteRelativeImportExtensions: false, types: ['node'] }

/** Reads `packages/tensor/src/ops/add.ts/11.ts(11,5): error TS2345: text`, further lines indented. */
function complaintsIn(output: string, names: ReadonlyMap<string, string>): Map<string, Complaint[]> {
  const complaints = new Map<string, Complaint[]>([...names.values()].map((name) => [name, []]))
  let last: { line: number; message: string } | undefined
  for (const line of output.split('\n')) {
    const start = /^(\S.*?)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line)
    if (start) {
      last = { line: Number(start[2]), message: start[3]! }
      complaints.get(names.get(start[1]!) ?? '')?.push(last)
    } else if (last && line.startsWith(' ')) last.message += `\n${line}`
  }
  return complaints
}
