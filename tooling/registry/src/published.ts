import type { TestProject } from 'vitest/node'
import { type PublicPackage, publishAll } from './publish-all.ts'
import { type Registry, startRegistry } from './registry.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A registry with all our packages. */
    readonly registry: Registry
    readonly packages: PublicPackage[]
  }
}

/** Before the first file of the install test: a registry to which everything was published. Gives what ends it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { close, ...registry } = await startRegistry()
  try {
    provide('packages', await publishAll(registry))
    provide('registry', registry)
    return close
  } catch (error) {
    await close()
    throw error
  }
}
