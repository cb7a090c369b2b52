import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './example.ts'
import { pages } from './pages.ts'

it.each(pages().filter((page) => page.startsWith('apps/docs/')))('%s includes files that exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  // VitePress: `<<< path{lines} [label]`, and `#region` after the path.
  const paths = [...text.matchAll(/^<<< ([^\s{#]+)/gm)].map(([, path]) => path!)
  const missing = paths.filter((path) => !existsSync(join(root, dirname(page), path)))
  expect(missing).toEqual([])
})
