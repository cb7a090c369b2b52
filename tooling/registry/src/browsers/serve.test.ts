// Protects: pages are served as strictly as the tests say, and nothing but the folder is.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { policyOf } from './policy.ts'
import { type Site, serve } from './serve.ts'

let folder: string
let site: Site

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradus-serve-'))
  await mkdir(join(folder, 'site'))
  for (const path of ['site/index.html', 'site/page.js', 'site/notes.txt', 'secret.js']) await writeFile(join(folder, path), path)
  site = await serve(join(folder, 'site'), policyOf({ wasm: true, place: 'worker' }))
})

afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

it('pages and scripts come with their type and the policy', async () => {
  const [page, script] = await Promise.all(['/', '/page.js?task=train'].map((path) => fetch(site.origin + path)))
  expect([await page!.text(), page!.headers.get('content-type')]).toEqual(['site/index.html', 'text/html; charset=utf-8'])
  expect([await script!.text(), script!.headers.get('content-type')]).toEqual(['site/page.js', 'text/javascript; charset=utf-8'])
  for (const { headers } of [page!, script!]) {
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';.* worker-src 'self'$/,
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

it('all else is missing, and the site says so', async () => {
  const paths = ['/absent.js', '/notes.txt', '/%2e%2e%2fsecret.js', '/%00.js']
  for (const path of paths) expect((await fetch(site.origin + path)).status).toBe(404)
  expect(site.missing).toEqual(paths.map(decodeURIComponent))
})

it('a policy permits what is asked for, and nothing else', () => {
  expect(policyOf({ wasm: false, place: 'page' })).toBe(
    "default-src 'none'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  )
  // The digest is that of `printf '{}' | openssl dgst -sha256 -binary | base64`.
  expect(policyOf({ wasm: false, place: 'page', inline: '{}' })).toContain(
    "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';",
  )
})
