import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runServer } from 'verdaccio'

/** A registry of packages. */
export interface Registry {
  readonly url: string
  /** What npm and pnpm must find in their environment to ask this registry, and to remember nothing of another one. */
  readonly environment: Readonly<Record<string, string>>
}

/** A registry that lives as long as this process, or less. */
export interface RunningRegistry extends Registry {
  /** Ends it, and with it all that was published. */
  close(): Promise<void>
}

/**
 * Starts a registry on a free port of this machine. It is empty and knows no other one, so that whatever is installed from it was published
 * to it; everybody may read, and its one user, whose token is in the environment, may publish.
 */
export async function startRegistry(): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'gradus-registry-'))
  const server = (await runServer(configuration(folder) as never)) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `http://${host}/`
  const userConfiguration = join(folder, 'npmrc')
  await writeFile(
    userConfiguration,
    `registry=${url}\n//${host}/:_authToken=${await newUser(url)}\naudit=false\nfund=false\nupdate-notifier=false\n`,
  )
  return {
    url,
    environment: {
      npm_config_registry: url,
      npm_config_userconfig: userConfiguration,
      npm_config_cache: join(folder, 'cache'),
      // Else pnpm may install a workspace from here before it runs something in it.
      npm_config_verify_deps_before_run: 'false',
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Runs an action with a registry that is gone afterwards. */
export async function withRegistry<T>(action: (registry: Registry) => Promise<T>): Promise<T> {
  const registry = await startRegistry()
  try {
    return await action(registry)
  } finally {
    await registry.close()
  }
}

const configuration = (folder: string): object => ({
  storage: join(folder, 'storage'),
  auth: { htpasswd: { file: join(folder, 'htpasswd') } },
  uplinks: {},
  packages: { '**': { access: '$all', publish: '$authenticated' } },
  max_body_size: '100mb',
  web: { enable: false },
  log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  configPath: join(folder, 'config.yaml'),
})

/** Signs up, as `npm adduser` does; gives the token. */
async function newUser(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:publisher`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'publisher', password: 'of no use elsewhere' }),
  })
  const { token } = (await response.json()) as { token?: string }
  if (!token) throw new Error(`the registry gave its user no token, but ${response.status}`)
  return token
}
