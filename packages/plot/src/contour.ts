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
function trace({ values, columns, rows }: GridValues, level: number, border: 0 | 1): ContourLine[] {
  const width = columns + 2
  const isNode = (column: number, row: number) => column >= 0 && row >= 0 && column < columns && row < rows
  const valueAt = (column: number, row: number) => (isNode(column, row) ? values[row * columns + column]! : -Infinity)
  // A line crosses each side between two nodes at most once, so a side names a crossing: even to the right of a node, odd above it.
  const toTheRight = (column: number, row: number) => 2 * ((row + 1) * width + column + 1)
  const above = (column: number, row: number) => toTheRight(column, row) + 1

  const next = new Map<number, number>()
  for (let row = -border; row < rows - 1 + border; row++) {
    for (let column = -border; column < columns - 1 + border; column++) {
      const corners = [valueAt(column, row), valueAt(column + 1, row), valueAt(column + 1, row + 1), valueAt(column, row + 1)]
      const high = corners.map((value) => value >= level)
      if (high.every((isHigh) => isHigh === high[0])) continue
      const sides = [toTheRight(column, row), above(column + 1, row), toTheRight(column, row + 1), above(column, row)]
      for (const [from, to] of crossings(high, corners, level)) next.set(sides[from]!, sides[to]!)
    }
  }

  const pointOn = (side: number): readonly [number, number] => {
    const node = Math.floor(side / 2)
    const column = (node % width) - 1
    const row = Math.floor(node / width) - 1
    const [stepX, stepY] = side % 2 === 0 ? [1, 0] : [0, 1]
    const here = valueAt(column, row)
    const there = valueAt(column + stepX, row + stepY)
    const part = here === -Infinity ? 1 : there === -Infinity ? 0 : (level - here) / (there - here)
    return [column + stepX * part, row + stepY * part]
  }
  return chains(next).map(({ sides, closed }) => ({ points: sides.map(pointOn), closed }))
}

/** Through which sides the lines enter and leave a cell; corners and sides count counter-clockwise, side k follows corner k. */
function crossings(high: readonly boolean[], corners: readonly number[], level: number): (readonly [number, number])[] {
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
