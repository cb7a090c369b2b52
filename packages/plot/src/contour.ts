/** Values at the nodes of a grid, row by row; columns count from the left, rows from the bottom. */
export interface GridValues {
  readonly values: ArrayLike<number>
  readonly columns: number
  readonly rows: number
}

/** A line through the grid, in units of its cells: x from 0 to columns − 1, y from 0 to rows − 1. */
export interface ContourLine {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly closed: boolean
}

/**
 * The lines along which the values, interpolated linearly between neighbouring nodes, equal `level`.
 *
 * Higher values lie to the left of a line. Lines are closed or begin and end at the grid's edge.
 *
 * Source: Lorensen and Cline 1987, Marching cubes, in two dimensions; a saddle is decided by the mean of its four corners.
 *
 * @example
 * contourLines({ values: [0, 1, 0, 1], columns: 2, rows: 2 }, 0.5) // [{ points: [[0.5, 1], [0.5, 0]], closed: false }]
 */
export function contourLines(grid: GridValues, level: number): ContourLine[] {
  return trace(grid, level, 0)
}

/** The outlines of the region where the values are at least `level`: closed lines, to be filled by the even-odd rule. */
export function contourRegion(grid: GridValues, level: number): ContourLine[] {
  return trace(grid, level, 1)
}

/** Marches over the cells; a `border` of cells around the grid, beyond which everything is low, closes the lines along its edge. */
function trace(grid: GridValues, level: number, border: 0 | 1): ContourLine[] {
  const { columns, rows } = grid
  const width = columns + 2
  const nodes = surroundedByLow(grid)
  // A line crosses each side between two nodes at most once, so a side names a crossing: 2n leads from node n to the right, 2n + 1 up.
  const next = new Map<number, number>()
  for (let row = 1 - border; row < rows + border; row++) {
    for (let column = 1 - border; column < columns + border; column++) {
      const n = row * width + column
      const lowerLeft = nodes[n]! >= level
      const same = nodes[n + 1]! >= level === lowerLeft && nodes[n + width]! >= level === lowerLeft
      if (same && nodes[n + width + 1]! >= level === lowerLeft) continue
      const corners = [nodes[n]!, nodes[n + 1]!, nodes[n + width + 1]!, nodes[n + width]!]
      const sides = [2 * n, 2 * (n + 1) + 1, 2 * (n + width), 2 * n + 1]
      for (const [from, to] of crossings(corners, level)) next.set(sides[from]!, sides[to]!)
    }
  }

  const pointOn = (side: number): readonly [number, number] => {
    const n = Math.floor(side / 2)
    const [right, up] = side % 2 === 0 ? [1, 0] : [0, 1]
    const here = nodes[n]!
    const there = nodes[n + right + up * width]!
    // The line around a region's end at the edge of the grid runs through the nodes on it.
    const part = here === -Infinity ? 1 : there === -Infinity ? 0 : (level - here) / (there - here)
    return [(n % width) - 1 + right * part, Math.floor(n / width) - 1 + up * part]
  }
  return chains(next).map(({ sides, closed }) => ({ points: sides.map(pointOn), closed }))
}

/** The values with one more node on every side, which is lower than any. */
function surroundedByLow({ values, columns, rows }: GridValues): Float64Array {
  const width = columns + 2
  const nodes = new Float64Array(width * (rows + 2)).fill(-Infinity)
  for (let i = 0; i < values.length; i++) nodes[(Math.floor(i / columns) + 1) * width + (i % columns) + 1] = values[i]!
  return nodes
}

/** Through which sides the lines enter and leave a cell; corners and sides count counter-clockwise, side k follows corner k. */
function crossings(corners: readonly number[], level: number): (readonly [number, number])[] {
  const high = corners.map((value) => value >= level)
  const entries = [0, 1, 2, 3].filter((k) => high[k] && !high[(k + 1) % 4])
  if (entries.length === 1) return [[entries[0]!, [0, 1, 2, 3].find((k) => !high[k] && high[(k + 1) % 4])!]]
  const middle = (corners[0]! + corners[1]! + corners[2]! + corners[3]!) / 4
  return entries.map((k) => [k, middle >= level ? (k + 1) % 4 : (k + 3) % 4])
}

/** Follows the steps from each crossing to the next: first the lines that have a beginning, then the closed ones. */
function chains(next: Map<number, number>): { sides: number[]; closed: boolean }[] {
  const reached = new Set(next.values())
  const beginnings = [...next.keys()].filter((side) => !reached.has(side))
  const found: { sides: number[]; closed: boolean }[] = []
  for (const start of [...beginnings, ...next.keys()]) {
    const sides: number[] = []
    let side: number | undefined = start
    while (side !== undefined && next.has(side)) {
      sides.push(side)
      const following: number = next.get(side)!
      next.delete(side)
      side = following
    }
    if (sides.length === 0) continue
    const closed = side === start
    if (!closed) sides.push(side!)
    found.push({ sides, closed })
  }
  return found
}
