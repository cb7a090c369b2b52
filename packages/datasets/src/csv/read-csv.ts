import { createArray, describe, GradusError } from '@gradus/kernel'
import { type ByteSource, whereOf } from '../files/byte-source.ts'
import { ColumnReader } from './column-reader.ts'
import { type CsvOptions, type CsvSettings, readCsvOptions } from './csv-options.ts'
import { CsvRecords, lineEnds } from './csv-records.ts'
import { csvText } from './csv-text.ts'
import { fillMissing } from './fill-missing.ts'
import { columnIndex, Table } from './table.ts'

/**
 * The numbers of a file of comma-separated values (RFC 4180), strictly: every line has as many fields as the first, and every field that
 * is read is a number, or one of the texts of a categorical column. Any line ends, quotation marks, a byte order mark; other delimiters by option.
 *
 * Throws: GradusError 'file' that names the line, the column, what is there and what was expected. Empty lines at the end do not matter.
 *
 * @example
 * readCsv('area,price\n50,200\n80,300\n').data // Float64Array [50, 200, 80, 300]
 * readCsv('50;1,5\n80;?\n', { header: false, delimiter: ';', decimal: ',', missingValues: ['?'], missing: 'skip' }).size // 1
 * readCsv('a\nn/a\n') // GradusError 'file': readCsv, line 2, column 1 "a": got "n/a", expected a number; …
 */
export function readCsv(source: string | ByteSource, options: CsvOptions = {}): Table {
  const settings = readCsvOptions(options)
  const where = whereOf('readCsv', options.file)
  const text = csvText(where, source)
  const records = new CsvRecords(where, text, settings)
  records.skipLines(settings.skipLines)
  if (!records.next())
    throw new GradusError('file', `${where}: the file is empty, expected ${settings.header === true ? 'a header' : 'a line of numbers'}`)
  const names = readNames(where, records, settings)
  const columns = columnReaders(where, names, settings)
  const start = settings.header === true ? records.next() : true
  // Each field that is read takes a character of the text at least, its delimiter or line end.
  const most = Math.min((lineEnds(text) + 1) * columns.length, text.length + 1)
  const table = start ? readRows(where, records, names, columns, settings, most) : undefined
  if (table !== undefined && table.size > 0) return table
  const skipped = table === undefined ? 0 : table.skippedRows
  throw new GradusError('file', `${where}: there are no rows${skipped > 0 ? `: all ${skipped} have missing values` : ' below the header'}`)
}

/** The names of the columns: of the header, of the options, or their numbers. */
function readNames(where: string, records: CsvRecords, { header }: CsvSettings): string[] {
  const { count, line } = records
  if (header === false) return Array.from({ length: count }, (_, i) => String(i))
  if (header === true) {
    const names = records.fields.slice(0, count).map((name) => name.trim())
    checkDistinct(`${where}, line ${line}`, names)
    return names
  }
  if (header.length !== count) {
    throw new GradusError(
      'file',
      `${where}, line ${line}: ${count} fields, but header names ${header.length} columns${delimiterHint(records)}`,
    )
  }
  checkDistinct(where, header)
  return [...header]
}

function checkDistinct(where: string, names: readonly string[]): void {
  const seen = new Set<string>()
  for (const [i, name] of names.entries()) {
    if (seen.has(name)) {
      throw new GradusError(
        'file',
        `${where}: column ${i + 1} has the name ${describe(name)} too; give names with header: […] and skipLines: 1`,
      )
    }
    seen.add(name)
  }
}

function columnReaders(where: string, names: readonly string[], settings: CsvSettings): ColumnReader[] {
  const { columns, categorical } = settings
  const selected = columns === undefined ? names.map((_, i) => i) : columns.map((column) => columnIndex(`${where}: columns`, column, names))
  const chosen = new Set<number>()
  for (const index of selected) {
    if (chosen.has(index)) throw new GradusError('range', `${where}: columns has ${describe(names[index])} twice`)
    chosen.add(index)
  }
  const lists = new Map(
    Array.from(categorical, ([column, classes]) => [columnIndex(`${where}: categorical`, column, names), classes] as const),
  )
  const unread = [...lists.keys()].find((index) => !chosen.has(index))
  if (unread !== undefined) throw new GradusError('range', `${where}: categorical column ${describe(names[unread])} is not among columns`)
  return selected.map((index) => new ColumnReader(index, names[index]!, lists.has(index), lists.get(index), settings))
}

function readRows(
  where: string,
  records: CsvRecords,
  names: readonly string[],
  columns: readonly ColumnReader[],
  settings: CsvSettings,
  most: number,
): Table {
  const width = columns.length
  const data = createArray('float64', most)
  let used = 0
  let skippedRows = 0
  do {
    checkWidth(where, records, names.length)
    let missing = false
    for (let j = 0; j < width; j++) {
      const value = columns[j]!.read(where, records)
      data[used + j] = value
      missing ||= Number.isNaN(value)
    }
    if (missing && settings.missing === 'skip') skippedRows++
    else used += width
  } while (records.next())
  // A copy only where much room was left over.
  const values = used < data.length * 0.9 ? data.slice(0, used) : data.subarray(0, used)
  for (const [j, column] of columns.entries()) column.sortClasses(values, j, width)
  return new Table(values, columns, { skippedRows, filledValues: fillMissing(where, values, columns, settings.missing) })
}

function checkWidth(where: string, records: CsvRecords, expected: number): void {
  const { count, line } = records
  if (count === expected) return
  if (records.empty) throw new GradusError('file', `${where}, line ${line}: an empty line, expected ${expected} fields`)
  const fields = count === 1 ? '1 field' : `${count} fields`
  throw new GradusError('file', `${where}, line ${line}: ragged: ${fields}, expected ${expected}${delimiterHint(records)}`)
}

/** What to do where a line does not fall into fields as expected. */
function delimiterHint({ fields, count }: CsvRecords): string {
  if (count > 1) return "; a comma in a field needs quotation marks around it, or decimal: ',' with another delimiter"
  const other = [';', '\t', '|', ','].find((delimiter) => fields[0]!.includes(delimiter))
  return other === undefined ? '' : `; if the fields are divided by ${describe(other)}, say delimiter: ${describe(other)}`
}
