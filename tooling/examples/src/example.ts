import { join } from 'node:path'

/** Not from `tooling-rules`: Vitest's configuration reads this file, and knows nothing of packages in TypeScript. */
export const root: string = join(import.meta.dirname, '../../..')

/** A piece of code that documentation shows. */
export interface Example {
  /** The file it is in, relative to the repository's root. */
  readonly path: string
  /** The line of that file on which its code begins. */
  readonly line: number
  readonly code: string
  /** Blocks of a README that come before this one: a reader has them in mind, so their names are known. */
  readonly earlier: readonly Example[]
  /** The text that documentation says it prints. */
  readonly output?: string
}

/** `packages/tensor/src/ops/add.ts:11`. */
export function nameOf({ path, line }: Example): string {
  return `${path}:${line}`
}

/** Where the modules of examples would lie if they were files. Bare imports are looked up from here. */
const virtual = join(root, 'tooling/examples/virtual')

/** The module that an example becomes, in a folder for all of them. Its lines are those of the file, which stack traces then name. */
export function modulePath({ path, line }: Pick<Example, 'path' | 'line'>, folder: string = virtual): string {
  return `${folder}/${path}/${line}.ts`
}

/** The file and the line of the example whose module this is; undefined for other modules. */
export function placeOf(module: string): Pick<Example, 'path' | 'line'> | undefined {
  const place = module.startsWith(virtual) ? /^\/(.*)\/(\d+)\.ts$/.exec(module.slice(virtual.length)) : null
  return place ? { path: place[1]!, line: Number(place[2]) } : undefined
}
