import { describe, GradusError } from '@gradus/kernel'
import type { Missing } from './csv-options.ts'
import type { TableColumn } from './table.ts'

/** Puts numbers into the places of missing values, which are NaN, and tells how many there were. */
export function fillMissing(where: string, values: Float64Array, columns: readonly TableColumn[], missing: Missing): number {
  let filled = 0
  const width = columns.length
  for (const [j, column] of columns.entries()) {
    let here = 0
    for (let i = j; i < values.length; i += width) if (Number.isNaN(values[i]!)) here++
    if (here === 0) continue
    filled += here
    const substitute = substituteFor(where, present(values, j, width, here), column, missing)
    for (let i = j; i < values.length; i += width) if (Number.isNaN(values[i]!)) values[i] = substitute
  }
  return filled
}

/** The values of a column that are there. */
function present(values: Float64Array, column: number, width: number, missing: number): Float64Array {
  const there = new Float64Array(values.length / width - missing)
  let at = 0
  for (let i = column; i < values.length; i += width) if (!Number.isNaN(values[i]!)) there[at++] = values[i]!
  return there
}

function substituteFor(where: string, values: Float64Array, { name, classes }: TableColumn, missing: Missing): number {
  if (classes !== undefined && missing !== 'mostFrequent') {
    throw new GradusError(
      'file',
      `${where}: column ${describe(name)} has classes: missing ones are only filled with missing: 'mostFrequent'`,
    )
  }
  if (typeof missing === 'number') return missing
  if (values.length === 0)
    throw new GradusError('file', `${where}: column ${describe(name)} has missing values only, so that nothing can fill them`)
  switch (missing) {
    case 'mean':
      return mean(values)
    case 'median': {
      const sorted = values.sort()
      const middle = Math.floor(sorted.length / 2)
      return sorted.length % 2 === 1 ? sorted[middle]! : mean(sorted.subarray(middle - 1, middle + 1))
    }
    default:
      return mostFrequent(values)
  }
}

/** The mean; where the sum overflows, each value is divided first. */
function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  if (Number.isFinite(sum)) return sum / values.length
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]! / values.length
  return total
}

/** The value that occurs most often; of several the smallest. */
function mostFrequent(values: Float64Array): number {
  const sorted = values.sort()
  let [best, bestCount, count] = [sorted[0]!, 0, 0]
  for (let i = 0; i < sorted.length; i++) {
    count = i > 0 && sorted[i] === sorted[i - 1] ? count + 1 : 1
    if (count > bestCount) [best, bestCount] = [sorted[i]!, count]
  }
  return best
}
