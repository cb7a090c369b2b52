import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

/** A folder outside the repository, which is gone when all tests are over, also where the one that asks for it fails. */
export function emptyProject(): Promise<string> {
  return mkdtemp(join(inject('projects'), 'project-'))
}
