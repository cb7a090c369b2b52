/** A piece of work, and who does it. */
export interface Work {
  readonly name: string
  readonly unit: Unit
  /** The first is ours; the others are compared with it. */
  readonly contenders: readonly Contender[]
}

export type Unit = 'µs' | 'ms'

/** One way to do a piece of work. */
export interface Contender {
  readonly library: string
  /** Does the work and says how many milliseconds it took, once. */
  sample(): number | Promise<number>
}
