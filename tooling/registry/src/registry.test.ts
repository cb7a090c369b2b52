// Protects: the registry knows nothing but what was published to it, by its one user, and leaves nothing behind.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { startRegistry, withRegistry } from './registry.ts'

it('is empty, and asks no other registry', async () => {
  await withRegistry(async ({ url }) => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    for (const name of ['gradus', '@gradus%2fkernel', 'react']) expect((await fetch(url + name)).status).toBe(404)
  })
})

it('takes nothing from those without its token', async () => {
  await withRegistry(async ({ url }) => {
    const body = JSON.stringify({ name: 'gradus', versions: {}, 'dist-tags': {}, _attachments: {} })
    const response = await fetch(`${url}gradus`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })
    expect(response.status).toBe(401)
  })
})

it('is gone when it is closed, with its folder', async () => {
  const { url, environment, close } = await startRegistry()
  const folder = dirname(environment.npm_config_userconfig!)
  expect(existsSync(folder)).toBe(true)
  await close()
  expect(existsSync(folder)).toBe(false)
  await expect(fetch(url)).rejects.toThrow()
})

it('is closed when the action with it fails', async () => {
  let place = ''
  const failing = withRegistry(async ({ url }) => {
    place = url
    throw new Error('no reason')
  })
  await expect(failing).rejects.toThrow('no reason')
  await expect(fetch(place)).rejects.toThrow()
})
