import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes a page that loads a project without a bundler, its packages from `node_modules` by an import map; gives the map's text, which
 * the policy has to permit.
 */
export async function writeUnbundledPage(project: string): Promise<string> {
  const map = JSON.stringify({ imports: await importsOf(project) })
  const page = await readFile(join(project, 'index.html'), 'utf8')
  await writeFile(join(project, 'unbundled.html'), page.replace('<script', `<script type="importmap">${map}</script>\n    <script`))
  return map
}

/** The address of each module that our packages export to browsers. */
async function importsOf(project: string): Promise<Record<string, string>> {
  const scoped = await readdir(join(project, 'node_modules/@gradus'))
  const imports: Record<string, string> = {}
  for (const name of ['gradus', ...scoped.map((part) => `@gradus/${part}`)]) {
    const manifest = JSON.parse(await readFile(join(project, 'node_modules', name, 'package.json'), 'utf8')) as {
      exports?: Record<string, string | { default: string }>
    }
    for (const [path, target] of Object.entries(manifest.exports ?? {})) {
      if (typeof target === 'string' || path === './node') continue
      imports[name + path.slice(1)] = `/node_modules/${name}${target.default.slice(1)}`
    }
  }
  return imports
}
