/** A line to a worker: do what these arguments of `prepare` say, once. */
export interface Question {
  readonly args: readonly string[]
}

/** The line that comes back. */
export type Answer = { readonly sample: number } | { readonly absent: string } | { readonly failure: string }
