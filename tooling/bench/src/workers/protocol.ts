/** A line to a worker: get ready to do what these arguments of `prepare` say, and, if asked to, do it once. */
export interface Question {
  readonly ask: 'prepare' | 'sample'
  readonly args: readonly string[]
}

/** The line that comes back. */
export type Answer = { readonly ready: true } | { readonly sample: number } | { readonly absent: string } | { readonly failure: string }
