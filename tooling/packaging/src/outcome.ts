/** What a check found. */
export interface Outcome {
  readonly name: string
  /** A figure, where there is one. */
  readonly note?: string
  /** What is wrong, a line each; none when it passed. */
  readonly complaints: readonly string[]
}
