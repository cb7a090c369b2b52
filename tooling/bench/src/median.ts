/** The middle of some numbers; of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!
}

/** Four digits: more are noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
