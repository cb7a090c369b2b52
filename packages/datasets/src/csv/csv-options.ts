import { checkChoice, checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'

/** A column by its name, or by its number counted from 0 as in arrays. */
export type ColumnKey = string | number

/** What becomes of a line with a missing value: an error, the line is left out, or a number takes its place. */
export type Missing = 'error' | 'skip' | 'mean' | 'median' | 'mostFrequent' | number

/** How {@link readCsv} reads. */
export interface CsvOptions {
  /** What messages call the file. */
  readonly file?: string | undefined
  /** Whether the first line has the names of the columns, true unless stated; or the names, where the file has none. */
  readonly header?: boolean | readonly string[]
  /** The columns to read, in this order; all unless stated. */
  readonly columns?: readonly ColumnKey[]
  /** Columns of text that become class indices: in the order of the sorted texts, or of those that are listed for the column. */
  readonly categorical?: readonly ColumnKey[] | { readonly [column: string]: readonly string[] }
  /** What becomes of missing values; `'error'` unless stated. A number, the mean or the median of the column, or its most frequent value take their place. */
  readonly missing?: Missing
  /** Which texts say that a value is missing; '' unless stated. Spaces around them do not matter. */
  readonly missingValues?: readonly string[]
  /** The character between fields; ',' unless stated. */
  readonly delimiter?: string
  /** The quotation mark, '"' unless stated; '' for none. */
  readonly quote?: string
  /** The decimal mark; '.' unless stated. */
  readonly decimal?: '.' | ','
  /** How many lines stand before the header or the first line of numbers; 0 unless stated. */
  readonly skipLines?: number
}

/** Options with everything that was not stated. */
export interface CsvSettings {
  readonly header: boolean | readonly string[]
  readonly columns: readonly ColumnKey[] | undefined
  readonly categorical: ReadonlyMap<ColumnKey, readonly string[] | undefined>
  readonly missing: Missing
  readonly missingValues: ReadonlySet<string>
  readonly delimiter: string
  readonly quote: string
  readonly decimal: '.' | ','
  readonly skipLines: number
}

/** The names of the options, but for that of the file. */
export const csvOptionNames = ['header', 'columns', 'categorical', 'missing', 'missingValues', 'delimiter', 'quote', 'decimal', 'skipLines']
const missings = ['error', 'skip', 'mean', 'median', 'mostFrequent'] as const

/** Checks the options and fills in what they do not say. */
export function readCsvOptions(options: CsvOptions): CsvSettings {
  checkOptions('readCsv', options, ['file', ...csvOptionNames])
  const { header = true, columns, missing = 'error', missingValues = [''], delimiter = ',' } = options
  const { quote = '"', decimal = '.', skipLines = 0 } = options
  if (typeof header !== 'boolean') checkTexts('header', header)
  if (columns !== undefined) checkKeys('columns', columns)
  if (typeof missing !== 'number') checkChoice('readCsv', 'missing', missing, missings)
  else if (!Number.isFinite(missing)) throw new GradusError('range', `readCsv: missing must be finite, got ${missing}`)
  checkTexts('missingValues', missingValues)
  checkCharacter('delimiter', delimiter)
  if (quote !== '') checkCharacter('quote', quote)
  checkChoice('readCsv', 'decimal', decimal, ['.', ','])
  if (delimiter === quote || delimiter === decimal || quote === decimal) {
    throw new GradusError(
      'range',
      `readCsv: delimiter ${describe(delimiter)}, quote ${describe(quote)} and decimal ${describe(decimal)} must differ`,
    )
  }
  checkInteger('readCsv', 'skipLines', skipLines, { min: 0 })
  const categorical = readCategorical(options.categorical)
  return {
    header,
    columns,
    categorical,
    missing,
    missingValues: new Set(missingValues.map((text) => text.trim())),
    delimiter,
    quote,
    decimal,
    skipLines,
  }
}

function readCategorical(categorical: CsvOptions['categorical']): Map<ColumnKey, readonly string[] | undefined> {
  if (categorical === undefined) return new Map()
  if (Array.isArray(categorical)) {
    checkKeys('categorical', categorical)
    return new Map(categorical.map((key) => [key, undefined]))
  }
  checkOptions('readCsv: categorical', categorical, typeof categorical === 'object' && categorical !== null ? Object.keys(categorical) : [])
  const lists = new Map<ColumnKey, readonly string[]>()
  for (const [name, classes] of Object.entries(categorical as object)) {
    checkTexts(`categorical.${name}`, classes)
    if (classes.length === 0 || new Set(classes).size < classes.length) {
      throw new GradusError('range', `readCsv: categorical ${describe(name)} must list each class once, got ${describe(classes)}`)
    }
    lists.set(name, classes)
  }
  return lists
}

function checkTexts(argument: string, value: unknown): asserts value is readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return
  throw new GradusError('type', `readCsv: ${argument} must be an array of texts, got ${describe(value)}`)
}

function checkKeys(argument: string, value: unknown): asserts value is readonly ColumnKey[] {
  if (!Array.isArray(value) || value.some((key) => typeof key !== 'string' && typeof key !== 'number')) {
    throw new GradusError('type', `readCsv: ${argument} must be an array of names or numbers of columns, got ${describe(value)}`)
  }
  if (value.length === 0) throw new GradusError('range', `readCsv: ${argument} is empty, expected at least one column`)
}

function checkCharacter(argument: string, value: unknown): void {
  if (typeof value !== 'string') throw new GradusError('type', `readCsv: ${argument} must be one character, got ${describe(value)}`)
  if (value.length === 1 && value !== '\n' && value !== '\r') return
  throw new GradusError('range', `readCsv: ${argument} must be one character and no line end, got ${describe(value)}`)
}
