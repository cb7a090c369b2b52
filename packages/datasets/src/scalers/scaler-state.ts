import { checkParts, describe, GradusError } from '@gradus/kernel'

/** What the numbers of a column become: (x − center) / spread · (high − low) + low. */
export interface ScalerState {
  /** Which scaler it is. */
  readonly kind: 'standardScaler' | 'minMaxScaler'
  readonly version: 1
  /** The mean, or the least value, of each column. */
  readonly center: readonly number[]
  /** The standard deviation, or the distance from the least to the greatest value; 1 for a constant column. */
  readonly spread: readonly number[]
  /** The columns that were constant. */
  readonly constantColumns: readonly number[]
  /** What `minMaxScaler` maps the least and the greatest value to; [0, 1] for `standardScaler`. */
  readonly range: readonly [number, number]
}

/** Throws unless a value is what `toJSON` gave, unharmed. */
export function checkScalerState(value: unknown): asserts value is ScalerState {
  checkParts('scalerFromJSON', value, ['kind', 'version', 'center', 'spread', 'constantColumns', 'range'])
  const { kind, version, center, spread, constantColumns, range } = value as Record<string, unknown>
  if (kind !== 'standardScaler' && kind !== 'minMaxScaler') fail('kind', kind, 'standardScaler or minMaxScaler')
  if (version !== 1) fail('version', version, '1')
  if (!isNumbers(center) || center.length === 0) fail('center', center, 'a number for each column')
  if (!isNumbers(spread) || spread.length !== center.length || spread.some((each) => each <= 0)) {
    fail('spread', spread, `${center.length} numbers above 0`)
  }
  const isColumn = (column: number) => Number.isInteger(column) && column >= 0 && column < center.length
  if (!isNumbers(constantColumns) || !constantColumns.every(isColumn))
    fail('constantColumns', constantColumns, `numbers of columns below ${center.length}`)
  if (!isNumbers(range) || range.length !== 2 || !(range[0]! < range[1]!)) fail('range', range, '[low, high]')
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number' && Number.isFinite(each))
}

function fail(part: string, got: unknown, expected: string): never {
  throw new GradusError('state', `scalerFromJSON: ${part} is ${describe(got)}, expected ${expected}`)
}
