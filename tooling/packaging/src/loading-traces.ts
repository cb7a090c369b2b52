import { fileURLToPath } from 'node:url'
import { run } from 'tooling-registry/run'

/** What is different in a fresh process once a module has been loaded: globals, prototypes, timers, output. Nothing, it is hoped. */
export async function loadingTraces(specifier: string): Promise<string[]> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const output = await run(process.execPath, ['--import', 'tsx', 'src/loading-traces.ts', specifier], { folder })
  const lines = output.trim().split('\n')
  const traces = JSON.parse(lines.pop()!) as string[]
  return [...lines.map((line) => `writes "${line}"`), ...traces]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { href } = new URL(process.argv[2]!, import.meta.url)
  const specifier = process.argv[2]!.startsWith('.') ? href : process.argv[2]!
  const before = everythingGlobal()
  const resources = process.getActiveResourcesInfo().length
  await import(specifier)
  const after = everythingGlobal()
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !Object.is(before.get(path), after.get(path)))
  const first = changed.filter((path) => !changed.some((above) => path.startsWith(`${above}.`)))
  const kept = process.getActiveResourcesInfo().length > resources ? ['keeps a timer or a file open'] : []
  console.log(JSON.stringify([...first.map((path) => `changes ${path}`), ...kept]))
}

/** The value of every property of every object that can be reached from the global one, by its path; no getter is called. */
function everythingGlobal(): Map<string, unknown> {
  const values = new Map<string, unknown>()
  const seen = new Set<unknown>([process, globalThis.process])
  const visit = (object: object, path: string): void => {
    if (seen.has(object)) return
    seen.add(object)
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(object, key)!
      const below = `${path}.${String(key)}`
      values.set(below, value ?? get)
      if ((typeof value === 'object' && value !== null) || typeof value === 'function') visit(value, below)
    }
  }
  visit(globalThis, 'globalThis')
  return values
}
