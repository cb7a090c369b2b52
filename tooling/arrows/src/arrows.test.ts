import { describe, expect, test } from 'vitest'
import { brokenArrows, type Manifest, type WorkspacePackage } from './arrows.ts'
import { diagram } from './diagram.ts'

const root: Manifest = { name: 'root', devDependencies: { vitest: '4', 'fast-check': '4' } }

/** A workspace of all packages, in which some files hold the given texts. */
function complaints(texts: Record<string, string>, manifests: Record<string, Partial<Manifest>> = {}): string[] {
  const folders = [...diagram.keys()].map((name) => `packages/${name}`).concat('apps/demo', 'packages/stranger')
  const workspace: WorkspacePackage[] = folders
    .filter((folder) => folder !== 'packages/stranger' || manifests[folder] !== undefined)
    .map((folder) => {
      const short = folder.split('/')[1]!
      return {
        folder,
        manifest: { name: short === 'gradus' ? short : `@gradus/${short}`, exports: { '.': {} }, ...manifests[folder] },
        files: Object.entries(texts)
          .filter(([path]) => path.startsWith(`${folder}/`))
          .map(([path, text]) => ({ path, text })),
      }
    })
  return brokenArrows(workspace, root)
}

describe('imports that the diagram allows', () => {
  test.each([
    ['packages/cpu/src/a.ts', "import { View } from '@gradus/kernel'"],
    ['packages/tensor/src/backend.ts', "import { wasm } from '@gradus/wasm'"],
    ['packages/wasm/src/backend.ts', "import { cpu } from '@gradus/cpu'"],
    ['packages/layers/src/dense.ts', "import { Tensor } from '@gradus/tensor'; import { x } from './layer.ts'"],
    ['packages/trainer/src/fit.ts', "import type { Layer } from '@gradus/layers'; let l: import('@gradus/losses').Loss"],
    ['packages/trainer/src/fit.ts', "export type { Layer } from '@gradus/layers'"],
    ['packages/trainer/src/fit.test.ts', "import { dense } from '@gradus/layers'; import { test } from 'vitest'"],
    ['packages/layers/src/dense.test.ts', "import { cpu } from '@gradus/cpu'; import fs from 'node:fs'"],
    ['packages/datasets/src/node.ts', "import { readFile } from 'node:fs/promises'; import { x } from './node/read.ts'"],
    ['packages/datasets/src/node/read.ts', "import { join } from 'path'"],
    ['packages/gradus/src/index.ts', "export * from '@gradus/tensor'; export * from '@gradus/trainer'"],
    ['apps/demo/src/main.ts', "import chalk from 'chalk'; import fs from 'node:fs'; import { tensor } from 'gradus'"],
    ['packages/kernel/src/a.ts', "// import { Tensor } from '@gradus/tensor'\nconst text = `import '@gradus/cpu'`"],
  ])('%s: %s', (path, text) => {
    expect(complaints({ [path]: text })).toEqual([])
  })
})

describe('imports that break an arrow', () => {
  test.each([
    ['packages/kernel/src/a.ts', "import { Tensor } from '@gradus/tensor'", 'no arrow from kernel to tensor'],
    ['packages/kernel/src/a.ts', "import type { Tensor } from '@gradus/tensor'", 'no arrow from kernel to tensor'],
    ['packages/kernel/src/a.ts', "export * from '@gradus/cpu'", 'no arrow from kernel to cpu'],
    ['packages/cpu/src/a.ts', "import { wasm } from '@gradus/wasm'", 'no arrow from cpu to wasm'],
    ['packages/tensor/src/a.ts', "import { cpu } from '@gradus/cpu'", 'no arrow from tensor to cpu'],
    ['packages/layers/src/a.ts', "const losses = await import('@gradus/losses')", 'no arrow from layers to losses'],
    ['packages/plot/src/a.ts', "let t: import('@gradus/tensor').Tensor", 'no arrow from plot to tensor'],
    ['packages/layers/src/a.ts', "import { x } from 'gradus'", 'no arrow from layers to gradus'],
    ['packages/layers/src/a.test.ts', "import { x } from '@gradus/losses'", 'for tests neither'],
    ['packages/trainer/src/a.ts', "import { dense } from '@gradus/layers'", 'use import type'],
    ['packages/trainer/src/a.ts', "import { type Layer } from '@gradus/layers'", 'use import type'],
    ['packages/trainer/src/a.ts', "export * from '@gradus/layers'", 'use import type'],
    ['packages/kernel/src/a.ts', "import { readFile } from 'node:fs'", 'behind the ./node subpath'],
    ['packages/kernel/src/a.ts', "import { readFile } from 'fs'", 'behind the ./node subpath'],
    ['packages/datasets/src/a.ts', "import { read } from './node/read.ts'", 'only ./node may import it'],
    ['packages/kernel/src/a.ts', "import lodash from 'lodash'", 'no library depends on it'],
    ['packages/kernel/src/a.test.ts', "import lodash from 'lodash'", 'list it in devDependencies'],
    ['packages/cpu/src/a.ts', "import { View } from '@gradus/kernel/src/view.ts'", 'is a deep import'],
    ['apps/demo/src/main.ts', "import { View } from '@gradus/kernel/dist/view.js'", 'is a deep import'],
    ['packages/cpu/src/a.ts', "import { View } from '../../kernel/src/view.ts'", 'reaches out of packages/cpu'],
    ['packages/cpu/src/a.ts', "import { x } from '@gradus/cpu'", 'imports itself by name'],
  ])('%s: %s', (path, text, complaint) => {
    expect(complaints({ [path]: text })).toEqual([expect.stringContaining(complaint)])
  })

  test('the default backend is named in one file', () => {
    const text = "import { wasm } from '@gradus/wasm'"
    const found = complaints({ 'packages/tensor/src/a.ts': text, 'packages/tensor/src/b.ts': text })
    expect(found).toEqual([expect.stringContaining('packages/tensor/src/a.ts, packages/tensor/src/b.ts')])
  })

  test('the complaint says where', () => {
    const found = complaints({ 'packages/kernel/src/a.ts': "\n\nimport 'lodash'" })
    expect(found[0]).toMatch(/^packages\/kernel\/src\/a\.ts:3 /)
  })
})

describe('manifests', () => {
  test.each<[string, Partial<Manifest>, string]>([
    ['packages/kernel', { dependencies: { lodash: '4' } }, 'outside this repository'],
    ['packages/kernel', { peerDependencies: { lodash: '4' } }, 'outside this repository'],
    ['packages/kernel', { dependencies: { '@gradus/tensor': 'workspace:^' } }, 'no arrow from kernel to tensor'],
    ['packages/kernel', { scripts: { postinstall: 'node x.js' } }, 'no postinstall script'],
    ['apps/demo', { scripts: { prepare: 'node x.js' } }, 'no prepare script'],
    ['packages/stranger', {}, 'draw its arrows'],
  ])('%s: %o', (folder, manifest, complaint) => {
    expect(complaints({}, { [folder]: manifest })).toEqual([expect.stringContaining(complaint)])
  })

  test('a subpath that a package exports is no deep import', () => {
    const exports = { '.': {}, './node': {} }
    const text = "import { read } from '@gradus/datasets/node'"
    expect(complaints({ 'apps/demo/src/main.ts': text }, { 'packages/datasets': { exports } })).toEqual([])
  })
})

test('the diagram has no circle: every arrow points to a package drawn before', () => {
  const drawn = new Set<string>()
  for (const [from, reaches] of diagram) {
    for (const to of reaches.keys()) expect(drawn, `${from} → ${to}`).toContain(to)
    drawn.add(from)
  }
})
