import { publishedFolders } from 'tooling-rules/published-folders'
import { bundleWithEsbuild, bundleWithVite } from './bundles.ts'
import { loadingTraces } from './loading-traces.ts'
import type { Outcome } from './outcome.ts'
import { relatedModules } from './related-modules.ts'

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

/** Of a library of which one function is used, the bundle has what that function needs. */
async function alone(name: string, used: string | undefined): Promise<Outcome> {
  const outcome = { name: `${name}: ${used} alone` }
  if (used === undefined) return { ...outcome, complaints: [`name one of its functions in shaking.ts`] }
  const related = relatedModules(name, used)
  const code = `export { ${used} } from '${name}'`
  const [byEsbuild, byVite] = [await bundleWithEsbuild(code), await bundleWithVite(code)]
  const unrelated = [...byEsbuild.modules, ...byVite.modules].map(({ path }) => path).filter((path) => !related.has(path))
  return {
    ...outcome,
    note: `esbuild ${byEsbuild.modules.length} modules, gzip ${byEsbuild.gzip}; Vite ${byVite.modules.length}, gzip ${byVite.gzip}`,
    complaints: [...new Set(unrelated)].map((path) => `${path} has nothing to do with it`),
  }
}
