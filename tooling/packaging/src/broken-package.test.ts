// Protects: what is wrong with a package is found before users get it.
import { describe, expect, it } from 'vitest'
import { brokenPackage, type Contents, type Manifest } from './broken-package.ts'

const entry = { types: './dist/index.d.ts', default: './dist/index.js' }
const manifest: Manifest = {
  name: '@gradus/good',
  version: '0.1.0',
  description: 'All is well.',
  keywords: ['gradus', 'neural-network', 'machine-learning', 'good'],
  license: 'MIT',
  author: 'The Gradus authors',
  type: 'module',
  engines: { node: '>=20.19' },
  sideEffects: false,
  files: ['dist', 'CHANGELOG.md'],
  publishConfig: { access: 'public' },
  exports: { '.': entry, './package.json': './package.json' },
  dependencies: { '@gradus/kernel': '^0.1.0' },
}
const sourceManifest: Manifest = {
  ...manifest,
  exports: {
    '.': { '@gradus/source': './src/index.ts', ...entry },
    './fixtures': { '@gradus/source': './src/__fixtures__/index.ts' },
    './package.json': './package.json',
  },
}
const files = {
  'package.json': '{}',
  'README.md': '# Good',
  LICENSE: 'MIT',
  'CHANGELOG.md': '# Good',
  'dist/index.js': 'export const good = 1',
  'dist/index.d.ts': 'export declare const good: number',
}

function complaints(
  changed: Partial<Manifest>,
  {
    added = {},
    source = 'packages/good',
    from = sourceManifest,
  }: { added?: Record<string, string>; source?: string; from?: Manifest } = {},
): string[] {
  const contents: Contents = {
    source,
    sourceManifest: from,
    manifest: { ...manifest, ...changed },
    files: new Map(Object.entries({ ...files, ...added })),
  }
  return brokenPackage(contents)
}

it('a good package has no faults', () => {
  expect(complaints({})).toEqual([])
})

describe('a manifest', () => {
  it.each<[Partial<Manifest>, string]>([
    [{ license: 'ISC' }, 'license must be MIT'],
    [{ description: 'good' }, 'description must be a sentence'],
    [{ keywords: ['gradus'] }, 'keywords must be gradus and three or more'],
    [{ type: 'commonjs' }, 'type must be module'],
    [{ engines: {} }, 'engines.node must be >=20.19'],
    [{ publishConfig: {} }, 'publishConfig.access must be public'],
    [{ repository: { url: 'git+https://example.com/gradus.git' } }, 'repository.directory must be packages/good'],
    [{ scripts: { preinstall: 'node x.js' } }, 'no preinstall script'],
    [{ scripts: { install: 'node x.js' } }, 'no install script'],
    [{ scripts: { postinstall: 'node x.js' } }, 'no postinstall script'],
    [{ scripts: { prepare: 'node x.js' } }, 'no prepare script'],
    [{ dependencies: { lodash: '^4.0.0', '@gradus/kernel': '^0.1.0' } }, 'lodash is outside this repository'],
    [{ peerDependencies: { 'gradus-evil': '^0.1.0' } }, 'gradus-evil is outside this repository'],
    [{ optionalDependencies: { fsevents: '^0.1.0' } }, 'fsevents is outside this repository'],
    [{ bundleDependencies: ['@gradus/kernel'] }, 'no bundled dependencies'],
    [{ dependencies: { '@gradus/kernel': 'workspace:^' } }, '@gradus/kernel must be ^0.1.0'],
    [{ sideEffects: true }, 'sideEffects must be false'],
    [{ files: ['dist'] }, 'files must be dist and CHANGELOG.md'],
  ])('%o', (changed, complaint) => {
    expect(complaints(changed)).toContainEqual(expect.stringContaining(complaint))
  })

  it.each<[Manifest['exports'], string]>([
    [{ '.': entry }, './package.json must be exported'],
    [{ ...manifest.exports, '.': { default: './dist/index.js', types: './dist/other.d.ts' } }, 'must be { types:'],
    [{ ...manifest.exports, '.': { '@gradus/source': './src/index.ts', ...entry } }, 'has other conditions: @gradus/source'],
    [{ ...manifest.exports, './node': { types: './dist/node.d.ts', default: './dist/node.js' } }, 'leads to files that are not there'],
    [{ './package.json': './package.json' }, 'exports must have "."'],
  ])('exports %o', (exports, complaint) => {
    expect(complaints({ exports: exports! })).toContainEqual(expect.stringContaining(complaint))
  })

  it('passes on every entry of the sources', () => {
    const from = {
      ...sourceManifest,
      exports: { ...sourceManifest.exports, './node': { types: './dist/node.d.ts', default: './dist/node.js' } },
    }
    expect(complaints({}, { from })).toEqual(['exports["./node"] and that of publishConfig differ'])
  })
})

describe('an archive', () => {
  it.each<[string, string, string]>([
    ['CHANGELOG.md', ' ', 'CHANGELOG.md is missing or empty'],
    ['LICENSE', '', 'LICENSE is missing or empty'],
    ['dist/index.js.map', '{}', 'dist/index.js.map is of no use'],
    ['dist/good.test.js', '', 'dist/good.test.js is of no use'],
    ['dist/__fixtures__/data.js', '', 'is of no use'],
    ['src/index.ts', '', 'src/index.ts is of no use'],
    ['dist/index.js', '//# sourceMappingURL=index.js.map', 'names a map of sources'],
    ['package.json', '{ "devDependencies": { "esbuild": "catalog:" } }', 'names something that only this repository has'],
  ])('with %s "%s"', (path, text, complaint) => {
    expect(complaints({}, { added: { [path]: text } })).toContainEqual(expect.stringContaining(complaint))
  })

  it('needs no change log before the first release', () => {
    expect(complaints({ version: '0.0.0', dependencies: {} }, { added: { 'CHANGELOG.md': '' } })).toEqual([])
  })

  it('of an app may depend on others, and begins with a line for the system', () => {
    const bin = { good: 'dist/main.js' }
    const app = (code: string) =>
      complaints({ bin, dependencies: { commander: '^14.0.0' } }, { source: 'apps/good', added: { 'dist/main.js': code } })
    expect(app('#!/usr/bin/env node\nstart()')).toEqual([])
    expect(app('start()')).toEqual(['bin good must begin with #!/usr/bin/env node'])
  })
})
