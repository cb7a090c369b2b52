import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What a bundler made of a project. */
export interface Bundled {
  /** A site that is ready to be served. */
  readonly folder: string
  /** What the bundler said at the level of warnings. */
  readonly said: string
}

/** Bundles the project in a folder, for production, with a bundler's own program and as little configuration as it allows. */
export type Bundler = (project: string) => Promise<Bundled>

export const bundlers: Readonly<Record<'Vite' | 'esbuild', Bundler>> = {
  async Vite(project) {
    const folder = join(project, 'dist-vite')
    return { folder, said: await said('vite', ['build', '--outDir', folder, '--logLevel', 'warn'], project) }
  },
  async esbuild(project) {
    const folder = join(project, 'dist-esbuild')
    const options = ['--bundle', '--minify', '--format=esm', '--splitting', `--outdir=${folder}`, '--log-level=warning']
    // It finds no workers by itself: each is an entry.
    const text = await said('esbuild', ['page.js', 'worker.js', ...options], project)
    await cp(join(project, 'index.html'), join(folder, 'index.html'))
    return { folder, said: text }
  },
}

/** All that a program of this package says. */
async function said(program: string, args: readonly string[], folder: string): Promise<string> {
  const path = fileURLToPath(new URL(`../../node_modules/.bin/${program}`, import.meta.url))
  // Test runners name an environment of their own, which would be built for.
  const env = { ...process.env, NODE_ENV: undefined, NO_COLOR: '1' }
  const { stdout, stderr } = await promisify(execFile)(path, args, { cwd: folder, env, shell: process.platform === 'win32' })
  return stdout + stderr
}
