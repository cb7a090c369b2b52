import { existsSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'
import { emitDeclarations } from './declarations.ts'

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

/** The one build of every package: ES modules and their declarations, run in the package's folder. */
export default defineConfig({
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*.test-d.ts', '!src/**/__{fixtures,tests}__/**'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  removeNodeProtocol: false,
  clean: true,
  tsconfig: existsSync('tsconfig.json') ? 'tsconfig.json' : '../tsconfig.json',
  esbuildPlugins: [oneFilePerModule],
  onSuccess: async () => emitDeclarations(['src/index.ts', 'src/node.ts']),
})
