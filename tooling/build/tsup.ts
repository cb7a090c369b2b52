import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import { emitDeclarations } from './declarations.ts'

/** What users import: the modules that the package's `exports` name by their source. */
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, { readonly [condition: string]: string } | string>
}
const published = Object.entries(exports)
  .filter(([, target]) => typeof target === 'object' && 'default' in target)
  .map(([, target]) => (target as { readonly '@gradus/source': string })['@gradus/source'])

/** A module that is exported, or looked through, as a whole: an object of all that it exports. */
interface Namespace {
  /** Who imports it so. */
  readonly importer: string
  readonly module: string
}

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !/__|\.test/.test(path))
const namespaces = sources.flatMap((path): Namespace[] => {
  const importer = resolve('src', path)
  const text = readFileSync(importer, 'utf8')
  const found = Array.from(text.matchAll(/^(im|ex)port \* as (\w+) from '(\..*)'/gm))
  // `e.add` alone needs no object.
  const whole = found.filter(([, direction, name]) => direction === 'ex' || new RegExp(`= ${name}\\n`).test(text))
  return whole.map(([, , , path]) => ({ importer, module: resolve(dirname(importer), path!) }))
})

/**
 * Keeps a namespace in a file of its own: esbuild, when it bundles an application, drops one that nothing uses only where it is a module, and not
 * an object that had to be made of one.
 */
const namespacesStayModules: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'namespaces-stay-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
      const module = resolve(resolveDir, path)
      if (!namespaces.some((each) => each.importer === importer && each.module === module)) return undefined
      // The importers end up in files at the top.
      return { path: `./${relative('src', module).replaceAll('\\', '/').replace(/\.ts$/, '.js')}`, external: true }
    })
  },
}

/**
 * The one build of every package, run in its folder: a file for each entry and one for what they share, since a program starts seven times
 * as fast when it need not find seven hundred modules (apps/docs/decisions/006); and declarations module by module.
 */
export default defineConfig({
  entry: [...new Set([...published, ...namespaces.map(({ module }) => `./${relative('.', module)}`)])],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  splitting: true,
  removeNodeProtocol: false,
  clean: true,
  tsconfig: existsSync('tsconfig.json') ? 'tsconfig.json' : '../tsconfig.json',
  esbuildPlugins: [namespacesStayModules],
  onSuccess: async () => emitDeclarations(['src/index.ts', 'src/node.ts']),
})
