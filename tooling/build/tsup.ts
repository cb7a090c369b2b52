import { existsSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

/** Keeps one output file per module, so that a bundler drops the modules an application does not use. */
const oneFilePerModule: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'one-file-per-module',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined
      return { path: path.startsWith('.') ? path.replace(/\.ts$/, '.js') : path, external: true }
    })
  },
}

/** The one build of every package: ES modules, a single declaration file per public entry, run in the package's folder. */
export default defineConfig({
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*.test-d.ts', '!src/**/__fixtures__/**'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  removeNodeProtocol: false,
  clean: true,
  tsconfig: existsSync('tsconfig.json') ? 'tsconfig.json' : '../tsconfig.json',
  esbuildPlugins: [oneFilePerModule],
  dts: existsSync('src/index.ts')
    ? {
        entry: ['src/index.ts', 'src/node.ts'].filter((file) => existsSync(file)),
        compilerOptions: { ignoreDeprecations: '6.0' },
      }
    : false,
})
