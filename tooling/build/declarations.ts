import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/**
 * Writes the declaration files of all that the public entries reach, one per module, beside the modules. Other packages are read as users
 * read them, from what was built.
 *
 * By the native compiler, which cannot bundle declarations into one file but needs half a second where bundling takes five.
 */
export function emitDeclarations(entries: readonly string[]): void {
  // What a package itself says about its host.
  const ambient = readdirSync('src').flatMap((file) => (file.endsWith('.d.ts') ? [join('src', file)] : []))
  const isNodeOnly = (file: string) => file === 'src/node.ts'
  emit(entries.filter((file) => existsSync(file) && !isNodeOnly(file)), [...ambient, '../host.d.ts'], []) // biome-ignore format: short
  // What needs Node is read with Node's types, which say what every host has as well.
  emit(entries.filter((file) => existsSync(file) && isNodeOnly(file)), ambient, ['node']) // biome-ignore format: short
  nameJavaScriptFiles()
}

function emit(entries: readonly string[], ambient: readonly string[], types: readonly string[]): void {
  if (entries.length === 0) return
  mkdirSync(folder, { recursive: true })
  const project = {
    extends: resolve(existsSync('tsconfig.json') ? 'tsconfig.json' : '../tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      customConditions: [],
      types,
      rootDir: resolve('src'),
      outDir: resolve('dist'),
    },
    files: [...entries, ...ambient].map((file) => resolve(file)),
    include: [],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project))
  execFileSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' })
}

const folder = 'node_modules/.cache/declarations'
const compiler = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin/tsc')

/** The compiler leaves `./add.ts` in declarations; users' compilers look for the file that will run. */
function nameJavaScriptFiles(): void {
  for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue
    const path = join('dist', file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/((?:from |import\()['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'))
  }
}
