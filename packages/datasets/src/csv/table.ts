import { type ArrayData, checkDType, checkInteger, checkOptions, closest, type DType, describe, GradusError } from '@gradus/kernel'
import type { ArrayDataset } from '../array-dataset.ts'
import { checkTargetForm, classTargets, type TargetForm } from '../class-targets.ts'
import { dataset } from '../create-dataset.ts'
import type { ColumnKey } from './csv-options.ts'

/** What is known of a column beside its numbers. */
export interface TableColumn {
  readonly name: string
  /** The classes of a categorical column; its numbers are indices of them. */
  readonly classes: readonly string[] | undefined
}

/** How {@link Table.dataset} divides the columns. */
export interface TableDatasetOptions {
  /** What is to be predicted: one column, or several. */
  readonly targets: ColumnKey | readonly ColumnKey[]
  /** What it is predicted from: all other columns unless stated. */
  readonly inputs?: readonly ColumnKey[]
  /** A column with the weights of the samples. */
  readonly weights?: ColumnKey | undefined
  /** How a categorical target is written; `'classIndex'` (int32) unless stated. */
  readonly targetForm?: TargetForm
  /** The dtype of inputs and of targets that are numbers; float32 unless stated. */
  readonly dtype?: DType
  /** A name for programs; `'table'` unless stated. */
  readonly name?: string
  /** A name for people; the name unless stated. */
  readonly displayName?: string
}

/** Numbers in named columns: what `readCsv` gives. It is an array of shape [rows, columns] too, which `dataset` takes. */
export class Table implements ArrayData<readonly [number, number]> {
  /** All numbers, row by row. */
  readonly data: Float64Array
  /** Rows and columns. */
  readonly shape: readonly [number, number]
  readonly dtype = 'float64'
  /** How many lines were left out because of missing values. */
  readonly skippedRows: number
  /** How many missing values were filled in. */
  readonly filledValues: number
  private readonly described: readonly TableColumn[]

  /** Takes an array that is nobody else's, of one column at least. */
  constructor(
    data: Float64Array,
    columns: readonly TableColumn[],
    counts: { readonly skippedRows: number; readonly filledValues: number },
  ) {
    this.data = data
    this.shape = [data.length / columns.length, columns.length]
    this.described = columns
    this.skippedRows = counts.skippedRows
    this.filledValues = counts.filledValues
  }

  /** How many rows there are. */
  get size(): number {
    return this.shape[0]
  }

  /** The names of the columns. */
  get names(): readonly string[] {
    return this.described.map(({ name }) => name)
  }

  /**
   * The classes of a categorical column: class i is the i-th of them. Undefined for a column of numbers.
   *
   * @example
   * readCsv('a,kind\n1,x\n2,y\n', { categorical: ['kind'] }).classes('kind') // ['x', 'y']
   */
  classes(column: ColumnKey): readonly string[] | undefined {
    return this.described[this.indexOf('classes', column)]!.classes
  }

  /**
   * One column: [rows], int32 for class indices, float64 for numbers.
   *
   * @example
   * readCsv('a,b\n1,2\n3,4\n').column('b').data // Float64Array [2, 4]
   */
  column(column: ColumnKey): ArrayData<readonly [number]> {
    const index = this.indexOf('column', column)
    const { data } = this.columnsAt([index], 'float64')
    if (this.described[index]!.classes === undefined) return { data, shape: [this.size], dtype: 'float64' }
    return { data: Int32Array.from(data), shape: [this.size], dtype: 'int32' }
  }

  /**
   * Some columns side by side, all unless stated: [rows, columns] in float64. Class indices are numbers like any other here.
   *
   * @example
   * readCsv('a,b,c\n1,2,3\n').columns(['c', 'a']).data // Float64Array [3, 1]
   */
  columns(columns: readonly ColumnKey[] = this.names.map((_, i) => i)): ArrayData<readonly [number, number]> {
    return this.columnsAt(this.indicesOf('columns', columns), 'float64')
  }

  /**
   * A dataset from the rows: a categorical target becomes class indices [rows] (or what `targetForm` says), others a column each.
   *
   * Throws: GradusError 'range' for a column that does not exist or is on both sides.
   *
   * @example
   * const table = readCsv('area,rooms,price\n50,2,200\n80,3,300\n')
   * table.dataset({ targets: 'price' }).inputs.shape // [2, 2]
   */
  dataset(options: TableDatasetOptions): ArrayDataset<readonly [number], readonly number[], 'samplesFirst'> {
    if (options === undefined) throw new GradusError('type', `dataset: expected { targets }, got undefined`)
    checkOptions('dataset', options, ['targets', 'inputs', 'weights', 'targetForm', 'dtype', 'name', 'displayName'])
    const { dtype = 'float32', targetForm, name = 'table', displayName = name } = options
    checkDType('dataset', dtype)
    const targets = this.indicesOf('dataset: targets', Array.isArray(options.targets) ? options.targets : [options.targets])
    const weights = options.weights === undefined ? undefined : this.indexOf('dataset: weights', options.weights)
    const others = this.described.flatMap((_, i) => (targets.includes(i) || i === weights ? [] : [i]))
    const inputs = options.inputs === undefined ? others : this.indicesOf('dataset: inputs', options.inputs)
    if (inputs.length === 0) throw new GradusError('range', 'dataset: no column is left for the inputs')
    const both = inputs.find((i) => targets.includes(i))
    if (both !== undefined) throw new GradusError('range', `dataset: column ${describe(this.names[both])} is an input and a target`)
    const y = this.targets(targets, targetForm, dtype)
    const w = weights === undefined ? undefined : this.column(weights)
    return dataset(this.columnsAt(inputs, dtype), y, { weights: w, targetDType: y.dtype, name, displayName })
  }

  private targets(indices: readonly number[], form: TargetForm | undefined, dtype: DType): ArrayData {
    const classes = indices.length === 1 ? this.described[indices[0]!]!.classes : undefined
    if (classes !== undefined) {
      const { data } = this.column(indices[0]!)
      const chosen = form === undefined ? 'classIndex' : form
      checkTargetForm('dataset', chosen, classes.length)
      return classTargets(data as Int32Array, classes.length, chosen, dtype)
    }
    if (form !== undefined) {
      throw new GradusError('range', 'dataset: targetForm is for one categorical target; list the column as categorical when reading')
    }
    return { ...this.columnsAt(indices, dtype), dtype }
  }

  private columnsAt(indices: readonly number[], dtype: DType): ArrayData<readonly [number, number]> {
    const [rows, width] = this.shape
    const data = new Float64Array(rows * indices.length)
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < indices.length; j++) data[row * indices.length + j] = this.data[row * width + indices[j]!]!
    }
    const shape = [rows, indices.length] as const
    return dtype === 'float32' ? { data: Float32Array.from(data), shape, dtype } : { data, shape, dtype: 'float64' }
  }

  private indicesOf(where: string, columns: unknown): number[] {
    if (!Array.isArray(columns)) throw new GradusError('type', `${where}: expected an array of columns, got ${describe(columns)}`)
    if (columns.length === 0) throw new GradusError('range', `${where}: expected at least one column, got none`)
    return columns.map((column) => this.indexOf(where, column))
  }

  private indexOf(where: string, column: unknown): number {
    return columnIndex(where, column, this.names)
  }
}

/** The number of a column that is named by its name or number. Throws 'range' when there is none. */
export function columnIndex(where: string, column: unknown, names: readonly string[]): number {
  if (typeof column === 'number') {
    checkInteger(where, 'the number of a column', column, { min: 0, max: names.length - 1 })
    return column
  }
  if (typeof column !== 'string') throw new GradusError('type', `${where}: a column must be a name or a number, got ${describe(column)}`)
  const index = names.indexOf(column)
  if (index !== -1) return index
  // A file may have a million names, or one of a million letters.
  const guess = closest(
    column.slice(0, 100),
    names.slice(0, 1000).filter((name) => name.length <= 100),
  )
  const hint = guess === undefined ? '' : `; did you mean ${describe(guess)}?`
  throw new GradusError('range', `${where}: there is no column ${describe(column)}${hint} (columns: ${describe(names.join(', '))})`)
}
