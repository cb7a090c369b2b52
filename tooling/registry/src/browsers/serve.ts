import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, resolve, sep } from 'node:path'

/** A folder, served on this machine. */
export interface Site {
  readonly origin: string
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[]
  close(): Promise<void>
}

/** Serves a folder with the headers of a careful site: it may be framed by nobody, shares nothing, and its policy says what may run. */
export async function serve(folder: string, policy: string): Promise<Site> {
  const missing: string[] = []
  const answer = async (address: string, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(new URL(address, 'http://localhost').pathname)
    // Browsers ask for it by themselves.
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    const file = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`)
    const type = types[extname(file)]
    try {
      if (type === undefined || !file.startsWith(resolve(folder) + sep)) throw new Error('nothing that a page needs')
      const content = await readFile(file)
      response.writeHead(200, { ...headers, 'content-type': type, 'content-security-policy': policy }).end(content)
    } catch {
      missing.push(path)
      response.writeHead(404, headers).end()
    }
  }
  const server = createServer((request, response) => void answer(request.url ?? '/', response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    missing,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

const headers = {
  'cache-control': 'no-store',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
