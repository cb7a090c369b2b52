import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type PublicPackage, publishAll } from './publish-all.ts'
import { type Registry, startRegistry } from './registry.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A registry with all our packages. */
    readonly registry: Registry
    readonly packages: PublicPackage[]
    /** Where the projects are that install them. */
    readonly projects: string
  }
}

/** Before the first file of the install test: a registry to which everything was published. Gives what ends it, and removes all projects. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { close, ...registry } = await startRegistry()
  const projects = await realpath(await mkdtemp(join(tmpdir(), 'gradus-users-')))
  const end = async (): Promise<void> => {
    await Promise.all([close(), rm(projects, { recursive: true, force: true, maxRetries: 3 })])
  }
  try {
    provide('packages', await publishAll(registry))
    provide('registry', registry)
    provide('projects', projects)
    return end
  } catch (error) {
    await end()
    throw error
  }
}
