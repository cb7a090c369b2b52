import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, createServer } from 'vitepress'
import { externalRequests } from './external-requests.ts'
import { writeOperations } from './operations/write-operations.ts'
import { writeReference } from './reference/write-reference.ts'

const site = join(import.meta.dirname, '..')
const reference = join(site, 'reference')

const [command] = process.argv.slice(2)
rmSync(reference, { recursive: true, force: true })
await writeReference(reference)
await writeOperations(reference)
if (command === 'dev') {
  const server = await createServer(site)
  await server.listen()
  server.printUrls()
} else {
  // A link that leads nowhere is an error of the build.
  await build(site)
  const requests = externalRequests(join(site, 'dist'))
  for (const request of requests) console.error(request)
  console.log(`docs: ${requests.length} requests to other hosts`)
  if (requests.length > 0) process.exitCode = 1
}
