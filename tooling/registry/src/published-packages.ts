import { tmpdir } from 'node:os'
import { publicPackages } from './publish-all.ts'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

/** What a registry has of one of our packages. */
export interface PublishedPackage {
  readonly name: string
  /** The last one. */
  readonly version: string
  readonly files: number
  /** The size of the archive that is loaded, in bytes. */
  readonly packed: number
  readonly unpacked: number
}

/** What a registry has of our packages. */
export async function publishedPackages({ environment }: Registry): Promise<PublishedPackage[]> {
  const names = (await publicPackages()).map(({ name }) => name)
  const archives = JSON.parse(await run('npm', ['pack', '--dry-run', '--json', ...names], { folder: tmpdir(), environment })) as Archive[]
  return archives.map(({ name, version, entryCount, size, unpackedSize }) => ({
    name,
    version,
    files: entryCount,
    packed: size,
    unpacked: unpackedSize,
  }))
}

interface Archive {
  readonly name: string
  readonly version: string
  readonly entryCount: number
  readonly size: number
  readonly unpackedSize: number
}
