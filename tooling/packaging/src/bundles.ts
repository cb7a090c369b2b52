import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build as esbuild } from 'esbuild'
import { repositoryRoot } from 'tooling-rules/source-files'
import { build as vite } from 'vite'

/** What a browser has to load for a module. */
export interface Bundle {
  readonly text: string
  /** Bytes, compressed. */
  readonly gzip: number
  /** The modules of which something is left, largest first. */
  readonly modules: readonly BundledModule[]
}

/** A module of a bundle: its path below `packages/`, and the bytes that it takes, not compressed. */
export interface BundledModule {
  readonly path: string
  readonly bytes: number
}

/** Bundles a module, given as text that sees our packages and `./entries/`, with esbuild: what was built, or the sources. */
export async function bundleWithEsbuild(code: string, origin: 'sources' | 'dist' = 'dist'): Promise<Bundle> {
  const { outputFiles, metafile } = await esbuild({
    stdin: { contents: code, resolveDir: here },
    absWorkingDir: repositoryRoot,
    write: false,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    conditions: origin === 'sources' ? ['@gradus/source'] : [],
  })
  const { inputs } = Object.values(metafile.outputs)[0]!
  return bundleOf(outputFiles[0]!.text, new Map(Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput])))
}

/** Bundles what was built with Vite. */
export async function bundleWithVite(code: string): Promise<Bundle> {
  const entry = `${here}bundled-by-vite.js`
  const result = await vite({
    configFile: false,
    logLevel: 'silent',
    root: here,
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry, formats: ['es'] },
      rollupOptions: { external: /^node:/ },
    },
  })
  const [output] = (result as { output: ViteChunk[] }[])[0]!.output
  return bundleOf(output!.code, new Map(Object.entries(output!.modules).map(([path, { renderedLength }]) => [path, renderedLength])))
}

interface ViteChunk {
  readonly code: string
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>
}

const here = fileURLToPath(new URL('./', import.meta.url))

function bundleOf(text: string, bytes: ReadonlyMap<string, number>): Bundle {
  const modules = [...bytes].flatMap(([path, bytes]) => {
    const below = /(?:^|[\\/])packages[\\/]((?!src[\\/]).+)$/.exec(path)?.[1]?.replaceAll('\\', '/')
    return below === undefined || bytes === 0 ? [] : [{ path: below, bytes }]
  })
  return { text, gzip: gzipSync(text, { level: 9 }).length, modules: modules.sort((a, b) => b.bytes - a.bytes) }
}
