import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { run } from 'tooling-registry/run'
import { repositoryRoot } from 'tooling-rules/source-files'
import type { Outcome } from './outcome.ts'
import type { Packed } from './packed.ts'

/** What publint says of a package, its suggestions included. */
export async function publinted({ name, folder }: Pick<Packed, 'name' | 'folder'>): Promise<Outcome> {
  const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true })
  return { name: `${name}: publint`, complaints: messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code) }
}

const attw = join(dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')), 'dist/index.js')

/** Whether compilers find the types that belong to the code, as packages that have ES modules only can be found. */
export async function attwed({ name, archive }: Pick<Packed, 'name' | 'archive'>): Promise<Outcome> {
  const outcome = { name: `${name}: are the types wrong` }
  const args = [attw, archive, '--profile', 'esm-only', '--format', 'table', '--no-color', '--no-emoji']
  return run(process.execPath, args, { folder: repositoryRoot }).then(
    () => ({ ...outcome, complaints: [] }),
    (error: Error) => ({ ...outcome, complaints: [error.message] }),
  )
}
