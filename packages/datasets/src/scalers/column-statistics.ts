/** Adds up numbers with what roundings lose kept aside (Neumaier's sum), so that the order hardly matters. */
export class ExactSum {
  private sum = 0
  private lost = 0

  add(value: number): void {
    const next = this.sum + value
    this.lost += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum
    this.sum = next
  }

  get value(): number {
    return this.sum + this.lost
  }
}

/** What is known of a column after going through it once. */
export class ColumnRange {
  least = Number.POSITIVE_INFINITY
  greatest = Number.NEGATIVE_INFINITY
  count = 0
  readonly sum = new ExactSum()

  add(value: number): void {
    if (value < this.least) this.least = value
    if (value > this.greatest) this.greatest = value
    this.count++
    this.sum.add(value)
  }

  get constant(): boolean {
    return this.least === this.greatest
  }

  /** The mean; of a constant column its value, which a sum may miss by a rounding. */
  get mean(): number {
    return this.constant ? this.least : this.sum.value / this.count
  }
}

/** The standard deviation of a column around its mean, in a second way through it. */
export class ColumnDeviation {
  private readonly mean: number
  private readonly largest: number
  private readonly sum = new ExactSum()
  private readonly squares = new ExactSum()
  private count = 0

  /** Deviations are divided by the largest, so that their squares neither overflow nor vanish. */
  constructor(range: ColumnRange) {
    this.mean = range.mean
    this.largest = Math.max(range.greatest - range.mean, range.mean - range.least)
  }

  add(value: number): void {
    const relative = (value - this.mean) / this.largest
    this.sum.add(relative)
    this.squares.add(relative * relative)
    this.count++
  }

  /** √(Σ (x − mean)² / n); what is left of the sum of deviations corrects the rounding of the mean. */
  get value(): number {
    const rest = this.sum.value / this.count
    return this.largest * Math.sqrt(this.squares.value / this.count - rest * rest)
  }
}
