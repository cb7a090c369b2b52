// Protects: what users will notice does not reach them without a word.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { missingChangeset } from './missing-changeset.ts'
import { type TemporaryRepository, temporaryRepository } from './temporary-repository.ts'

const source = 'packages/tensor/src/add.ts'
const changeset = "---\n'@gradus/tensor': minor\n---\n\nAdds faster.\n"

let repository: TemporaryRepository

beforeEach(() => {
  repository = temporaryRepository()
  repository.commit({
    'packages/tensor/package.json': '{ "name": "@gradus/tensor" }',
    'apps/docs/package.json': '{ "name": "docs", "private": true }',
    'packages/tensor/CHANGELOG.md': '# @gradus/tensor\n\n## 0.1.0\n\n* Tensors\n',
    [source]: 'export const add = 1\n',
  })
})

afterEach(() => repository.remove())

describe('on a branch', () => {
  beforeEach(() => {
    repository.commit({ '.changeset/old.md': changeset })
    repository.git('switch', '--quiet', '--create', 'feature')
  })

  it('changed sources need a changeset of their own, committed or not', () => {
    repository.commit({ [source]: 'export const add = 2\n' })
    const changes = missingChangeset(repository.root)
    expect(changes).toEqual({ since: 'where this branch left main', packages: ['packages/tensor'], changesets: [], missing: true })
    repository.write({ '.changeset/new.md': changeset })
    expect(missingChangeset(repository.root)).toMatchObject({ changesets: ['.changeset/new.md'], missing: false })
    repository.commit({})
    expect(missingChangeset(repository.root)).toMatchObject({ changesets: ['.changeset/new.md'], missing: false })
  })

  it('so do sources that are added, removed or not committed yet', () => {
    repository.write({ 'packages/tensor/src/subtract.ts': 'export const subtract = 1\n' })
    expect(missingChangeset(repository.root).missing).toBe(true)
    repository.write({ 'packages/tensor/src/subtract.ts': undefined, [source]: undefined })
    expect(missingChangeset(repository.root).missing).toBe(true)
  })

  it('a source that leaves its package for one that is not published is removed', () => {
    repository.commit({ [source]: undefined, 'apps/docs/src/add.ts': 'export const add = 1\n' })
    expect(missingChangeset(repository.root)).toMatchObject({ packages: ['packages/tensor'], missing: true })
  })

  it('one that already waited serves when it is written anew', () => {
    repository.commit({ [source]: 'export const add = 2\n', '.changeset/old.md': `${changeset}Much faster.\n` })
    expect(missingChangeset(repository.root).missing).toBe(false)
  })

  it('tests, documents and what is private are nothing that is published', () => {
    const paths = [
      'packages/tensor/src/add.test.ts',
      'packages/tensor/src/__fixtures__/add.ts',
      'packages/tensor/README.md',
      'apps/docs/src/a.ts',
    ]
    repository.commit(Object.fromEntries(paths.map((path) => [path, 'text\n'])))
    expect(missingChangeset(repository.root)).toMatchObject({ packages: [], missing: false })
  })

  it('is compared with the commit that was asked for', () => {
    repository.commit({ [source]: 'export const add = 2\n' })
    expect(missingChangeset(repository.root, 'HEAD')).toMatchObject({ since: 'HEAD', packages: [], missing: false })
    expect(() => missingChangeset(repository.root, 'v9')).toThrow('this clone has no commit "v9"')
  })

  it('is compared with the main branch of where it came from, in a clone without one', () => {
    repository.commit({ [source]: 'export const add = 2\n' })
    const clone = mkdtempSync(join(tmpdir(), 'gradus-clone-'))
    try {
      repository.git('clone', '--quiet', '--branch', 'feature', repository.root, clone)
      expect(missingChangeset(clone)).toMatchObject({ since: 'where this branch left origin/main', missing: true })
      // What a service of continuous integration has: one commit, and no branch.
      rmSync(clone, { recursive: true })
      repository.git('clone', '--quiet', '--depth', '1', '--branch', 'feature', pathToFileURL(repository.root).href, clone)
      expect(missingChangeset(clone)).toMatchObject({ since: expect.stringContaining('does not reach back'), packages: [], missing: false })
    } finally {
      rmSync(clone, { recursive: true, force: true })
    }
  })
})

describe('on the main branch', () => {
  it('what changed since the last version needs a changeset that waits for the next', () => {
    repository.commit({ [source]: 'export const add = 2\n' })
    expect(missingChangeset(repository.root)).toMatchObject({ since: expect.stringContaining('the last version'), missing: true })
    repository.commit({ '.changeset/new.md': changeset })
    repository.commit({ 'packages/tensor/src/add.test.ts': 'text\n' })
    expect(missingChangeset(repository.root).missing).toBe(false)
    repository.commit({ '.changeset/new.md': undefined, 'packages/tensor/CHANGELOG.md': '# @gradus/tensor\n\n## 0.2.0\n' })
    expect(missingChangeset(repository.root)).toMatchObject({ packages: [], missing: false })
  })
})

describe('before there is a version', () => {
  it('everything is news, also in a clone of one commit and no branch', () => {
    repository.remove()
    repository = temporaryRepository()
    repository.commit({ 'packages/tensor/package.json': '{ "name": "@gradus/tensor" }', [source]: 'export const add = 1\n' })
    repository.git('checkout', '--quiet', '--detach')
    repository.git('branch', '--quiet', '--delete', '--force', 'main')
    const nothing = 'nothing: there is no version yet'
    expect(missingChangeset(repository.root)).toEqual({ since: nothing, packages: ['packages/tensor'], changesets: [], missing: true })
    repository.write({ '.changeset/first.md': changeset })
    expect(missingChangeset(repository.root)).toMatchObject({ since: nothing, missing: false })
  })
})
