import { checkInteger, checkParts, describe, GradusError } from '@gradus/kernel'
import { checkFiniteNumbers } from './numbers.ts'

/** A grid of places in the plane, at which a model is asked for its prediction. */
export interface Grid {
  /** From the leftmost column to the rightmost. */
  readonly x: readonly [min: number, max: number]
  /** From the lowest row to the highest. */
  readonly y: readonly [min: number, max: number]
  /** Places in each row, at least 2. */
  readonly columns: number
  /** Rows of places, at least 2. */
  readonly rows: number
}

/**
 * The places of a grid as a model takes them: x and y of one after the other, row by row from the lower left.
 *
 * Shape: [rows · columns, 2]
 * Throws: GradusError 'type' or 'range' for a range that does not ascend, and for fewer than two columns or rows.
 *
 * @example
 * gridPoints({ x: [0, 1], y: [5, 6], columns: 2, rows: 2 }) // Float64Array [0, 5, 1, 5, 0, 6, 1, 6]
 */
export function gridPoints(grid: Grid): Float64Array {
  checkParts('gridPoints', grid, ['x', 'y', 'columns', 'rows'])
  checkGrid('gridPoints', grid)
  const { x, y, columns, rows } = grid
  const points = new Float64Array(rows * columns * 2)
  let i = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      points[i++] = between(x, column / (columns - 1))
      points[i++] = between(y, row / (rows - 1))
    }
  }
  return points
}

/** Both ends exactly. */
function between([min, max]: readonly [number, number], part: number): number {
  return min * (1 - part) + max * part
}

/** Throws unless `grid` has ascending ranges and at least two columns and rows. */
export function checkGrid(operation: string, grid: Grid): void {
  if (typeof grid !== 'object' || grid === null) {
    throw new GradusError('type', `${operation}: the grid must be an object { x, y, columns, rows }, got ${describe(grid)}`)
  }
  checkRange(operation, 'x', grid.x)
  checkRange(operation, 'y', grid.y)
  checkInteger(operation, 'columns', grid.columns, { min: 2, max: 2048 })
  checkInteger(operation, 'rows', grid.rows, { min: 2, max: 2048 })
}

function checkRange(operation: string, argument: string, range: unknown): void {
  checkFiniteNumbers(operation, argument, range)
  if (range.length !== 2) throw new GradusError('shape', `${operation}: ${argument} has ${range.length} numbers, expected [min, max]`)
  const [min, max] = [range[0]!, range[1]!]
  // An axis cannot tell numbers apart that differ by less than a billionth.
  const least = Math.max(1e-9 * Math.max(Math.abs(min), Math.abs(max)), 1e-290)
  if (max - min > least && max - min < 1e300) return
  throw new GradusError('range', `${operation}: ${argument} is [${min},${max}], expected [min, max] with min < max`)
}
