import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder outside the repository, which is gone when the tests of the file or group that asks for it are over. */
export async function emptyProject(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'gradus-user-')))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
