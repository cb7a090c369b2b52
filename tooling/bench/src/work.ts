/** A piece of work, and who does it. */
export interface Work {
  readonly name: string
  readonly unit: Unit
  /** The first is ours; the others are compared with it. */
  readonly contenders: readonly Contender[]
  /** Whether each sample is taken in a new process, where nothing has run yet. */
  readonly firstCall?: boolean
  /** How many samples to take, where not as many as usual. */
  readonly rounds?: number
}

export type Unit = 'ns' | 'µs' | 'ms' | 'kB'

/** One way to do a piece of work. */
export interface Contender {
  readonly library: string
  /**
   * A file in `contenders/`, TypeScript or Python, whose function `prepare` gives a function that does the work and says how many
   * milliseconds it took. A Python file is named after the module that it needs.
   */
  readonly file: string
  /** What `prepare` is given. */
  readonly args?: readonly string[]
}

/** What a contender's file exports. */
export interface ContenderFile {
  prepare(...args: string[]): Sample | Promise<Sample>
}

/** Does the work and says how many milliseconds it took, once; or kilobytes, where those are measured. */
export type Sample = () => number | Promise<number>

/** What a file in `works/` exports. */
export interface WorksFile {
  readonly title: string
  /** What a reader has to know to believe the numbers. */
  readonly about: string
  works(): readonly Work[]
  /** Whether each library does all the works in one process, a round going through all of them. */
  readonly together?: boolean
  /** Whether it takes so long that it must be asked for by a word. */
  readonly onlyNamed?: boolean
  /** More rows that follow from those that were measured. */
  summary?(rows: readonly Row[]): readonly Row[]
  /** Whether the page has the summary alone. */
  readonly onlySummaryOnPage?: boolean
}

/** How one contender did at one piece of work. */
export interface Row {
  readonly work: string
  readonly library: string
  readonly median: number
  readonly best: number
  readonly unit: Unit
  /** Its time over ours: above 1 we are faster. */
  readonly ratioToOurs: number
  /** The same of the best times. */
  readonly bestRatioToOurs: number
}
