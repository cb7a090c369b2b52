// Protects: a release writes the change logs that users read, as the configuration of this repository says.
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TemporaryRepository, temporaryRepository } from './temporary-repository.ts'
import { version } from './version.ts'

const manifest = (content: object): string => `${JSON.stringify(content, null, 2)}\n`

let repository: TemporaryRepository

beforeEach(() => {
  repository = temporaryRepository()
  for (const path of ['.changeset/config.json', 'tooling/versions/src/changelog.js', 'tooling/versions/package.json']) {
    mkdirSync(join(repository.root, path, '..'), { recursive: true })
    cpSync(join(repositoryRoot, path), join(repository.root, path))
  }
  repository.commit({
    'package.json': manifest({ name: 'monorepo', private: true }),
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - apps/*\n',
    'packages/gradus/package.json': manifest({ name: 'gradus', version: '0.0.0', dependencies: { '@gradus/tensor': 'workspace:^' } }),
    'packages/tensor/package.json': manifest({ name: '@gradus/tensor', version: '0.0.0' }),
    'apps/demo/package.json': manifest({ name: '@gradus/demo', version: '0.0.0' }),
    'apps/docs/package.json': manifest({ name: 'docs', private: true, dependencies: { gradus: 'workspace:^' } }),
    '.changeset/tensors.md': "---\n'@gradus/tensor': minor\n---\n\n* Tensors\n* Gradients\n",
    '.changeset/all.md': "---\n'gradus': minor\n'@gradus/demo': minor\n---\n\nEverything in one import.\nAlso in a page.\n",
  })
})

afterEach(() => repository.remove())

const log = (folder: string): string => readFileSync(join(repository.root, folder, 'CHANGELOG.md'), 'utf8')

it('tells the users of each package what it can do, and nothing of commits and dependencies', () => {
  version(repository.root)
  expect(log('packages/tensor')).toBe('# @gradus/tensor\n\n## 0.1.0\n\n* Tensors\n* Gradients\n')
  expect(log('packages/gradus')).toBe('# gradus\n\n## 0.1.0\n\n* Everything in one import.\n  Also in a page.\n')
  expect(repository.git('status', '--porcelain', 'apps/docs')).toBe('')

  repository.commit({ '.changeset/faster.md': "---\n'@gradus/tensor': patch\n---\n\nA faster `matmul`.\n" })
  version(repository.root)
  expect(log('packages/tensor')).toBe(
    '# @gradus/tensor\n\n## 0.1.1\n\n### Patch Changes\n\n* A faster `matmul`.\n\n## 0.1.0\n\n* Tensors\n* Gradients\n',
  )
  // It shares the version of the others, whatever they depend on.
  expect(log('apps/demo')).toMatch(/^# @gradus\/demo\n\n## 0\.1\.1\n\nNothing new in this package: .*\n\n## 0\.1\.0\n/)
}, 60_000)
