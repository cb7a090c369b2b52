import { type ArrayData, checkOptions, createArray, describe, GradusError, isFloat, shapeText } from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import type { ArraySource } from '../array-source.ts'
import { readSource } from '../read-source.ts'
import { map } from '../transforms/map.ts'
import type { PickableDataset, Picked } from '../transforms/pick.ts'
import { SourceDataset } from '../transforms/source-dataset.ts'
import { type ColumnArray, columnArrays, columnsIn, inColumns } from './column-arrays.ts'
import { ColumnDeviation, ColumnRange } from './column-statistics.ts'
import type { ScalerState } from './scaler-state.ts'

/** Options of every scaler. */
export interface ScalerOptions {
  /** Called once, by `fit`, when there are constant columns. */
  readonly onWarning?: ((message: string) => void) | undefined
}

/**
 * Scales each column of numbers; made by `standardScaler`, `minMaxScaler` and `scalerFromJSON`. It is fitted once, to the data for training,
 * and then does the same to all data.
 *
 * Columns are the last axis of a sample: features of a table, channels of images. An array with one axis is one column.
 */
export class Scaler {
  private readonly kind: ScalerState['kind']
  private readonly range: readonly [number, number]
  private readonly onWarning: ((message: string) => void) | undefined
  private state: ScalerState | undefined

  /** Takes what was checked. */
  constructor(kind: ScalerState['kind'], range: readonly [number, number], { onWarning }: ScalerOptions, state?: ScalerState) {
    this.kind = kind
    this.range = range
    this.onWarning = onWarning
    this.state = state
  }

  /** Whether it knows its columns. */
  get fitted(): boolean {
    return this.state !== undefined
  }

  /** The columns that were constant: their values become 0, or the lower end of the range. */
  get constantColumns(): readonly number[] {
    return this.fittedState('constantColumns').constantColumns
  }

  /**
   * Learns the columns of a dataset's inputs, or of an array; gives the scaler itself.
   *
   * Throws: GradusError 'state' the second time, 'range' for a value that is not finite.
   *
   * @example
   * standardScaler().fit([[1], [3]]).transform([[5]]).data // Float32Array [3]
   */
  fit(data: ArraySource | PickableDataset): this {
    if (this.state !== undefined) throw new GradusError('state', 'fit: the scaler is fitted already; make another one for other data')
    const ranges = this.ranges(data)
    const constantColumns = ranges.flatMap(({ constant }, column) => (constant ? [column] : []))
    const spread = this.kind === 'minMaxScaler' ? ranges.map((each) => each.greatest - each.least) : this.deviations(data, ranges)
    for (const column of constantColumns) spread[column] = 1
    const center = ranges.map((each) => (this.kind === 'minMaxScaler' ? each.least : each.mean))
    const wrong = spread.findIndex((each, column) => !(Number.isFinite(each) && each > 0 && Number.isFinite(center[column]!)))
    if (wrong !== -1)
      throw new GradusError(
        'range',
        `fit: column ${wrong} goes from ${ranges[wrong]!.least} to ${ranges[wrong]!.greatest}, too ${spread[wrong] === 0 ? 'near' : 'far'} for a float64`,
      )
    this.state = { kind: this.kind, version: 1, center, spread, constantColumns, range: this.range }
    if (constantColumns.length > 0) this.warn(constantColumns, ranges)
    return this
  }

  /**
   * Scaled numbers: of a dataset, whose inputs are scaled, or of an array. Floats keep their dtype, everything else becomes float32.
   *
   * Throws: GradusError 'state' before `fit`, 'shape' for another number of columns.
   *
   * @example
   * const scaler = minMaxScaler().fit([[0, 5], [10, 5]])
   * scaler.transform([[5, 5]]).data // Float32Array [0.5, 0]
   */
  transform<D extends PickableDataset>(data: D): Picked<D>
  transform(data: ArraySource): ArrayData
  transform(data: ArraySource | PickableDataset): unknown {
    const { center, spread, range } = this.fittedState('transform')
    const [low, high] = range
    return this.each('transform', data, (x, column) => ((x - center[column]!) / spread[column]!) * (high - low) + low)
  }

  /**
   * The numbers that scaled ones stand for: what `transform` had, up to roundings.
   *
   * @example
   * minMaxScaler().fit([[0], [10]]).inverse([[0.5]]).data // Float32Array [5]
   */
  inverse<D extends PickableDataset>(data: D): Picked<D>
  inverse(data: ArraySource): ArrayData
  inverse(data: ArraySource | PickableDataset): unknown {
    const { center, spread, range } = this.fittedState('inverse')
    const [low, high] = range
    return this.each('inverse', data, (z, column) => ((z - low) / (high - low)) * spread[column]! + center[column]!)
  }

  /**
   * All it knows as plain data, to be kept with the model.
   *
   * @example
   * const state = JSON.parse(JSON.stringify(minMaxScaler().fit([[0], [10]])))
   * scalerFromJSON(state).transform([[5]]).data // Float32Array [0.5]
   */
  toJSON(): ScalerState {
    const state = this.fittedState('toJSON')
    return structuredCopy(state)
  }

  private fittedState(operation: string): ScalerState {
    if (this.state !== undefined) return this.state
    throw new GradusError('state', `${operation}: the ${this.kind} is not fitted yet; call fit with the data for training`)
  }

  private ranges(data: ArraySource | PickableDataset): ColumnRange[] {
    let ranges: ColumnRange[] | undefined
    let sample = 0
    for (const array of columnArrays('fit', data)) {
      ranges ??= Array.from({ length: array.columns }, () => new ColumnRange())
      const { values, columns } = array
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!
        const column = inColumns(array, i)
        if (!Number.isFinite(value)) {
          throw new GradusError(
            'range',
            `fit: a value of column ${column} of ${columns} is ${value} (element ${sample + i}); scaling needs finite numbers`,
          )
        }
        ranges[column]!.add(value)
      }
      sample += values.length
    }
    return ranges!
  }

  private deviations(data: ArraySource | PickableDataset, ranges: readonly ColumnRange[]): number[] {
    const deviations = ranges.map((range) => new ColumnDeviation(range))
    for (const array of columnArrays('fit', data)) {
      for (let i = 0; i < array.values.length; i++) deviations[inColumns(array, i)]!.add(array.values[i]!)
    }
    return deviations.map(({ value }) => value)
  }

  private warn(columns: readonly number[], ranges: readonly ColumnRange[]): void {
    const list = columns.slice(0, 10).map((column) => `${column} (always ${ranges[column]!.least})`)
    const more = columns.length > 10 ? ` and ${columns.length - 10} more` : ''
    const [low] = this.range
    this.onWarning?.(
      `${this.kind}: constant columns: ${list.join(', ')}${more}; their values become ${this.kind === 'minMaxScaler' ? low : 0}`,
    )
  }

  private each(operation: string, data: ArraySource | PickableDataset, formula: (value: number, column: number) => number): unknown {
    const { center } = this.fittedState(operation)
    const scaled = (array: ColumnArray, like: ArrayData): ArrayData => {
      if (array.columns !== center.length) {
        throw new GradusError(
          'shape',
          `${operation}: shape ${shapeText(like.shape)} has ${array.columns} columns, the scaler was fitted to ${center.length}`,
        )
      }
      const dtype = isFloat(like.dtype) ? like.dtype : 'float32'
      const result = createArray(dtype, like.data.length)
      for (let i = 0; i < result.length; i++) result[i] = formula(like.data[i]!, inColumns(array, i))
      return { data: result, shape: like.shape, dtype }
    }
    if (data instanceof ArrayDataset || data instanceof SourceDataset || isDataset(data)) {
      const { layout } = data as PickableDataset
      return map(data as PickableDataset, ({ inputs, targets, weights }) => ({
        inputs: scaled(columnsIn(inputs, layout), inputs),
        targets,
        weights,
      }))
    }
    const array = readSource(operation, data as ArraySource, undefined)
    if (array.shape.length === 0) throw new GradusError('shape', `${operation}: expected an array of samples, got a number`)
    return scaled(columnsIn(array, undefined), array)
  }
}

function isDataset(data: unknown): data is PickableDataset {
  return typeof (data as Partial<PickableDataset> | null | undefined)?.batches === 'function'
}

/** A state that nobody else has. */
function structuredCopy(state: ScalerState): ScalerState {
  const { kind, version, center, spread, constantColumns, range } = state
  return { kind, version, center: [...center], spread: [...spread], constantColumns: [...constantColumns], range: [range[0], range[1]] }
}

/** Checks the options that scalers have in common. */
export function checkScalerOptions(operation: string, options: ScalerOptions, known: readonly string[]): void {
  checkOptions(operation, options, known)
  const { onWarning } = options
  if (onWarning === undefined || typeof onWarning === 'function') return
  throw new GradusError('type', `${operation}: onWarning must be a function, got ${describe(onWarning)}`)
}
