import { closest, describe, GradusError } from '@gradus/kernel'
import type { CsvSettings } from './csv-options.ts'
import type { CsvRecords } from './csv-records.ts'
import { parseDigits, parseNumber } from './parse-number.ts'
import type { TableColumn } from './table.ts'

/** Reads the fields of one column: numbers, or the texts of classes. A missing value is NaN, which no text of a number is. */
export class ColumnReader implements TableColumn {
  readonly index: number
  readonly name: string
  readonly categorical: boolean
  private readonly settings: CsvSettings
  /** The classes are fixed, or grow with each text that is new. */
  private readonly fixed: boolean
  private known: Map<string, number>
  /** Whether plain digits are a number and nothing else: neither a class nor a way to say that there is none. */
  private readonly plainDigits: boolean

  constructor(index: number, name: string, categorical: boolean, classes: readonly string[] | undefined, settings: CsvSettings) {
    this.index = index
    this.name = name
    this.categorical = categorical
    this.settings = settings
    this.fixed = classes !== undefined
    this.plainDigits = !categorical && ![...settings.missingValues].some((text) => /^\d+$/.test(text))
    this.known = new Map(classes?.map((text, i) => [text, i]))
  }

  get classes(): readonly string[] | undefined {
    return this.categorical ? [...this.known.keys()] : undefined
  }

  /** The number of this column's field in the current line. */
  read(where: string, { fields, line }: CsvRecords): number {
    const { missing, missingValues, decimal } = this.settings
    const field = fields[this.index]!
    const digits = this.plainDigits ? parseDigits(field) : -1
    if (digits >= 0) return digits
    const isMissing = missingValues.has(field.length > 200 ? field : field.trim())
    if (isMissing && missing !== 'error') return Number.NaN
    if (this.categorical && !isMissing) return this.classOf(where, field.trim(), line)
    const value = isMissing ? undefined : parseNumber(field, decimal)
    if (value !== undefined && Number.isFinite(value)) return value
    throw this.fault(where, line, field, isMissing ? missingHint : this.hint(field, value))
  }

  /** Puts the classes that the file brought along into the order of their texts. */
  sortClasses(values: Float64Array, column: number, width: number): void {
    if (!this.categorical || this.fixed) return
    const sorted = [...this.known.keys()].sort((a, b) => (a < b ? -1 : 1))
    const places = new Map(sorted.map((text, i) => [text, i]))
    const order = Array.from(this.known.keys(), (text) => places.get(text)!)
    for (let i = column; i < values.length; i += width) if (!Number.isNaN(values[i]!)) values[i] = order[values[i]!]!
    this.known = places
  }

  private classOf(where: string, text: string, line: number): number {
    const found = this.known.get(text)
    if (found !== undefined) return found
    if (this.fixed) {
      const guess = closest(text.slice(0, 100), [...this.known.keys()].slice(0, 1000))
      throw this.fault(where, line, text, guess === undefined ? '' : `; did you mean ${describe(guess)}?`)
    }
    this.known.set(text, this.known.size)
    return this.known.size - 1
  }

  private fault(where: string, line: number, field: string, hint: string): GradusError {
    const expected = !this.categorical
      ? 'a number'
      : this.fixed
        ? `one of ${describe([...this.known.keys()].join(', '))}`
        : 'the name of a class'
    const place = `${where}, line ${line}, column ${this.index + 1} ${describe(this.name)}`
    return new GradusError('file', `${place}: got ${describe(field)}, expected ${expected}${hint}`)
  }

  private hint(field: string, value: number | undefined): string {
    if (value !== undefined) return '; it is too large for a float64'
    const text = field.slice(0, 100).trim()
    const { decimal } = this.settings
    if (/^[+-]?\d+,\d+$/.test(text) && decimal === '.') return "; if it is a decimal comma, say decimal: ','"
    if (/^[+-]?\d+\.\d+$/.test(text) && decimal === ',') return "; decimal is ','"
    if (/^(na|n\/a|nan|null|none|\?|-|\.)$/i.test(text))
      return `; if it means that there is no value, say missingValues: [${describe(text)}] and missing: 'skip'`
    return /^[\p{L}_]/u.test(text) ? `; if the column holds classes, say categorical: [${describe(this.name)}]` : ''
  }
}

const missingHint = "; missing values are skipped with missing: 'skip', filled with missing: 'mean'"
