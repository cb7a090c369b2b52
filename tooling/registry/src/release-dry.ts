import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import { installFrom } from './install-from.ts'
import { pnpm } from './pnpm.ts'
import { xorHash, xorProgram } from './programs/program.ts'
import { type PublishedPackage, publishedPackages } from './published-packages.ts'
import { type Registry, withRegistry } from './registry.ts'
import { run } from './run.ts'

// `pnpm release:dry`: a release of the last commit, from a clone of it, to a registry on this machine. Nothing of it stays.
const folder = await mkdtemp(join(tmpdir(), 'gradus-release-'))
try {
  await withRegistry(async (registry) => {
    const clone = join(folder, 'clone')
    await told('clone the last commit', () => run('git', ['clone', '--quiet', repositoryRoot, clone], { folder }))
    await told('install', () => pnpm(['install', '--frozen-lockfile', '--prefer-offline'], { folder: clone }))
    await told('version', () => pnpm(['release:version'], { folder: clone }))
    await told('build, pack and publish', () => pnpm(['release'], { folder: clone, environment: registry.environment }))
    await told('install gradus from the registry, and train', () => trainInstalled(registry, join(folder, 'project')))
    console.log(tableOf(await publishedPackages(registry)))
  })
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function told(what: string, action: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await action()
  console.log(`✓ ${what} (${((performance.now() - start) / 1000).toFixed(0)} s)`)
}

async function trainInstalled(registry: Registry, project: string): Promise<void> {
  await mkdir(project)
  await installFrom(registry, project, ['gradus'])
  await writeFile(join(project, 'xor.js'), await xorProgram())
  await writeFile(join(project, 'main.js'), "import { trainXor } from './xor.js'\nconsole.log((await trainXor()).hash)\n")
  const hash = (await run(process.execPath, ['main.js'], { folder: project })).trim()
  if (hash !== xorHash) throw new Error(`what was installed trains to the bits ${hash}, not ${xorHash}`)
}

function tableOf(packages: readonly PublishedPackage[]): string {
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
  const rows = packages.map(({ name, version, files, packed, unpacked }) => [
    name,
    version,
    `${files}`,
    kilobytes(packed),
    kilobytes(unpacked),
  ])
  const cells = [['package', 'version', 'files', 'packed', 'unpacked'], ...rows]
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  return cells.map((row) => row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')).join('\n')
}
