/** A point in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * The points that decide what a line looks like: of each column of pixels the first, the least, the greatest and the last.
 *
 * However many points there are, no peak is lost, and four points or fewer in a column are all kept.
 *
 * Source: Jugel et al. 2014, M4: a visualization-oriented time series data aggregation.
 *
 * @example
 * downsample([0.1, 0.2, 0.3, 0.4, 0.5].map((x, i) => ({ x, y: [5, 9, 5, 1, 5][i]! }))).map(({ y }) => y) // [5, 9, 1, 5]
 */
export function downsample(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  let begin = 0
  while (begin < points.length) {
    const column = Math.floor(points[begin]!.x)
    let end = begin
    let least = begin
    let greatest = begin
    while (end < points.length && Math.floor(points[end]!.x) === column) {
      if (points[end]!.y < points[least]!.y) least = end
      if (points[end]!.y > points[greatest]!.y) greatest = end
      end++
    }
    if (end - begin <= 4) {
      for (let i = begin; i < end; i++) kept.push(points[i]!)
    } else {
      const chosen = new Set([begin, Math.min(least, greatest), Math.max(least, greatest), end - 1])
      for (const i of chosen) kept.push(points[i]!)
    }
    begin = end
  }
  return kept
}
