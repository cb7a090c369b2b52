import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import expected from './__fixtures__/xor.json' with { type: 'json' }

/** The SHA-256 that `trainXor` gives on every host. A change of it changes what users get from their seeds. */
export const xorHash: string = expected.hash

/** `xor.ts` as one file of JavaScript that exports `trainXor` and imports nothing but `gradus`. */
export async function xorProgram(): Promise<string> {
  const entryPoints = [fileURLToPath(new URL('xor.ts', import.meta.url))]
  const { outputFiles } = await build({ entryPoints, bundle: true, external: ['gradus'], format: 'esm', target: 'es2022', write: false })
  return outputFiles[0]!.text
}
