import { publishedFolders } from 'tooling-rules/published-folders'
import { bundleWithEsbuild, bundleWithVite } from './bundles.ts'
import { loadingTraces } from './loading-traces.ts'
import type { Outcome } from './outcome.ts'

/** One function of each library. Those that need a backend bring it; nothing else of their packages may come with them. */
const functions: Readonly<Record<string, string>> = {
  gradus: 'relu',
  '@gradus/kernel': 'randomGenerator',
  '@gradus/cpu': 'cpu',
  '@gradus/wasm': 'listing',
  '@gradus/tensor': 'square',
  '@gradus/layers': 'dense',
  '@gradus/losses': 'meanSquaredError',
  '@gradus/optimizers': 'sgd',
  '@gradus/metrics': 'binaryAccuracy',
  '@gradus/datasets': 'xor',
  '@gradus/formats': 'crc32',
  '@gradus/plot': 'lossCurve',
  '@gradus/trainer': 'earlyStopping',
}

/** Whether `sideEffects: false` is true of every library, and bundlers make use of it. */
export async function shaken(): Promise<Outcome[]> {
  const libraries = publishedFolders().flatMap((folder) => (folder.startsWith('packages/') ? [folder.slice('packages/'.length)] : []))
  const names = libraries.map((folder) => (folder === 'gradus' ? folder : `@gradus/${folder}`))
  const outcomes: Outcome[] = []
  for (const name of names) outcomes.push(await pure(name), await alone(name, functions[name]))
  return outcomes
}

/** Loading a library does nothing that can be seen from outside, and nothing is left of it in a bundle that uses nothing of it. */
async function pure(name: string): Promise<Outcome> {
  const traces = await loadingTraces(name)
  const code = `import '${name}'`
  const left = [await bundleWithEsbuild(code), await bundleWithVite(code)].map(({ text }) => text.trim().length)
  return {
    name: `${name}: no side effects`,
    note: `an import leaves ${left[0]} bytes with esbuild, ${left[1]} with Vite`,
    complaints: [...traces, ...(left.some((bytes) => bytes > 0) ? ['bundlers keep something of which nothing is used'] : [])],
  }
}

/**
 * Of a library of which one function is used, the bundle has what that function needs: as much as when it is made from the sources, of whose modules
 * bundlers drop each that is not reached.
 */
async function alone(name: string, used: string | undefined): Promise<Outcome> {
  const outcome = { name: `${name}: ${used} alone` }
  if (used === undefined) return { ...outcome, complaints: [`name one of its functions in shaking.ts`] }
  const code = `export { ${used} } from '${name}'`
  const [fromSources, byEsbuild, byVite] = [
    await bundleWithEsbuild(code, 'sources'),
    await bundleWithEsbuild(code),
    await bundleWithVite(code),
  ]
  return {
    ...outcome,
    note: `gzip ${fromSources.gzip} from ${fromSources.modules.length} modules; what was built, esbuild ${byEsbuild.gzip}, Vite ${byVite.gzip}`,
    complaints: surplus(byEsbuild.gzip, fromSources.gzip),
  }
}

/** Complains where a bundle has more than the one from the sources, a little apart, since the order of modules differs. */
export function surplus(built: number, fromSources: number): string[] {
  const most = Math.ceil(Math.max(fromSources * 1.01, fromSources + 200))
  return built <= most
    ? []
    : [`something that is not used stays: ${built} bytes, expected at most ${most}; is a call at the top of a module not marked as pure?`]
}
