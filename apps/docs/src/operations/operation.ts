/** An operation as the table shows it. */
export interface Operation {
  readonly name: string
  /** Its source, relative to the repository's root. */
  readonly file: string
  /** Whether it is a `const` or a function: where its page in the reference is. */
  readonly kind: 'variables' | 'functions'
  /** What becomes of the upstream gradient g; missing where the docstring forgets it. */
  readonly gradient: string | undefined
  /** Where the maths comes from, for the operations that name it. */
  readonly literature: string | undefined
  /** A call of it, as TypeScript. */
  readonly example: string
}
