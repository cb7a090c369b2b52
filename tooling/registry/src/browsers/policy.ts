import { createHash } from 'node:crypto'

/** Where the library runs. */
export type Place = 'page' | 'worker'

/** What a page may do beyond running the scripts of its site. */
export interface Permissions {
  /** Compile WebAssembly. */
  readonly wasm: boolean
  readonly place: Place
  /** The text of the one script in the page itself: an import map can be nowhere else. */
  readonly inline?: string
}

/** A Content-Security-Policy that permits this and nothing else. */
export function policyOf({ wasm, place, inline }: Permissions): string {
  const script = ["'self'"]
  if (wasm) script.push("'wasm-unsafe-eval'")
  if (inline !== undefined) script.push(`'sha256-${createHash('sha256').update(inline).digest('base64')}'`)
  return [
    "default-src 'none'",
    `script-src ${script.join(' ')}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // The address of a worker is a text too, and bundlers know none but a plain one.
    place === 'worker' ? "worker-src 'self'" : "require-trusted-types-for 'script'",
  ].join('; ')
}
