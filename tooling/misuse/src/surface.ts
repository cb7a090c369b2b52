import { join } from 'node:path'
import { packageFolders, repositoryRoot } from 'tooling-rules/source-files'

/** Something that can be called: what a reader would write before the parentheses. */
export interface Callable {
  readonly path: string
  readonly call: (...args: unknown[]) => unknown
  /** The function as it was written, for what it declares. */
  readonly declared: object
}

/** Every function that our packages export, those in exported objects included; `new` for classes. */
export async function exportedFunctions(): Promise<Callable[]> {
  const found = new Map<unknown, Callable>()
  const folders = packageFolders('packages').filter((folder) => folder !== 'packages/gradus')
  for (const folder of folders) {
    const exports: object = await import(join(repositoryRoot, folder, 'src/index.ts'))
    collect(folder.replace('packages/', ''), exports, found)
  }
  return [...found.values()]
}

function collect(path: string, exports: object, found: Map<unknown, Callable>): void {
  for (const [name, value] of Object.entries(exports)) {
    if (found.has(value)) continue
    if (typeof value === 'function') found.set(value, callable(`${path}.${name}`, value))
    else if (Object.prototype.toString.call(value) === '[object Module]') collect(`${path}.${name}`, value, found)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const method of methodsOf(`${path}.${name}`, value)) found.set(method.call, method)
  }
}

function callable(path: string, value: (...args: never[]) => unknown): Callable {
  const isClass = Function.prototype.toString.call(value).startsWith('class')
  const construct = value as unknown as new (...args: unknown[]) => unknown
  const call = isClass ? (...args: unknown[]) => new construct(...args) : (value as Callable['call'])
  return { path: isClass ? `new ${path}` : path, call, declared: value }
}

/** The functions of what a call gave, and itself where it can be called. Methods of a class go by the name of the class. */
export function methodsOf(path: string, owner: unknown): Callable[] {
  if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) return []
  const found = new Map<string, Callable>()
  for (let object: object = owner; object && !isBuiltIn(object); object = Object.getPrototypeOf(object)) {
    const className = object === owner ? `${path}()` : object.constructor.name
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
      if (typeof value !== 'function' || name === 'constructor' || name === 'prototype' || found.has(name)) continue
      found.set(name, { path: `${className}.${name}`, call: (...args) => value.apply(owner, args), declared: value })
    }
  }
  const itself = typeof owner === 'function' ? [{ path: `${path}()`, call: owner as Callable['call'], declared: owner }] : []
  return [...itself, ...found.values()]
}

/** The prototypes of the language itself, and what it makes: arrays, maps, promises. */
function isBuiltIn(object: object): boolean {
  const { constructor } = object
  return (
    typeof constructor === 'function' &&
    object === constructor.prototype &&
    /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(constructor))
  )
}
