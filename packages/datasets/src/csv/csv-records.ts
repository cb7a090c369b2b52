import { GradusError } from '@gradus/kernel'

/** How a file of separated values is written. */
export interface CsvFormat {
  readonly delimiter: string
  /** The quotation mark; '' for none. */
  readonly quote: string
}

/** More fields than this in one line are no table. */
const mostFields = 1_000_000

const [lineFeed, carriageReturn] = [10, 13]

/** Goes through the lines of a text of separated values. What a line holds lies in fields that the next line overwrites. */
export class CsvRecords {
  /** The fields of the current line, `count` of them; what quotation marks stood around has lost them. */
  readonly fields: string[] = []
  count = 0
  /** Where the current line begins, counted from 1; one with line ends in quotation marks goes on below. */
  line = 0
  private readonly where: string
  private readonly text: string
  private readonly delimiter: number
  private readonly quote: number
  private readonly mark: string
  /** Where the last line that is not empty ends. */
  private readonly end: number
  private at = 0
  private nextLine = 1

  constructor(where: string, text: string, { delimiter, quote }: CsvFormat) {
    this.where = where
    this.text = text
    this.delimiter = delimiter.charCodeAt(0)
    this.quote = quote === '' ? -1 : quote.charCodeAt(0)
    this.mark = quote
    // A byte order mark says nothing that matters here.
    if (text.charCodeAt(0) === 0xfeff) this.at = 1
    this.end = text.length
    while (this.end > this.at && isLineEnd(text.charCodeAt(this.end - 1))) this.end--
  }

  /** Whether there is a further line, empty ones at the end apart; it is then the current one. Throws GradusError 'file' for quotation marks that do not match. */
  next(): boolean {
    if (this.at >= this.end) return false
    this.line = this.nextLine
    this.count = 0
    for (;;) {
      if (this.count === mostFields) throw this.fault(`more than ${mostFields} fields in one line; is this the right delimiter?`)
      this.fields[this.count] = this.text.charCodeAt(this.at) === this.quote ? this.quotedField() : this.plainField()
      this.count++
      const code = this.text.charCodeAt(this.at)
      if (code !== this.delimiter) break
      this.at++
    }
    this.endLine()
    return true
  }

  /** Leaves out whole lines as they are, whatever they hold. */
  skipLines(count: number): void {
    for (let i = 0; i < count && this.at < this.text.length; i++) {
      while (this.at < this.text.length && !this.atLineEnd()) this.at++
      this.endLine()
    }
  }

  /** Whether the current line holds nothing at all. */
  get empty(): boolean {
    return this.count === 1 && this.fields[0] === ''
  }

  private plainField(): string {
    const { text, delimiter, quote } = this
    const start = this.at
    let at = start
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === delimiter || isLineEnd(code)) break
      if (code === quote) {
        throw this.fault(`a quotation mark within a field; write it twice in a field in quotation marks, or turn them off with quote: ''`)
      }
    }
    this.at = at
    return text.slice(start, at)
  }

  private quotedField(): string {
    const { text, mark } = this
    const [openedIn, column] = [this.nextLine, this.count + 1]
    let value = ''
    let from = this.at + 1
    for (;;) {
      const end = text.indexOf(mark, from)
      if (end === -1) {
        throw new GradusError(
          'file',
          `${this.where}, line ${openedIn}, column ${column}: the quotation mark that opens here is never closed`,
        )
      }
      value += text.slice(from, end)
      this.at = end + 1
      if (text.charCodeAt(end + 1) !== this.quote) break
      value += mark
      from = end + 2
    }
    this.nextLine += lineEnds(value)
    if (this.at < text.length && text.charCodeAt(this.at) !== this.delimiter && !this.atLineEnd()) {
      throw this.fault('text behind a closing quotation mark, expected a delimiter or the end of the line')
    }
    return value
  }

  private atLineEnd(): boolean {
    return isLineEnd(this.text.charCodeAt(this.at))
  }

  private endLine(): void {
    const first = this.text.charCodeAt(this.at)
    this.at++
    if (first === carriageReturn && this.text.charCodeAt(this.at) === lineFeed) this.at++
    this.nextLine++
  }

  private fault(what: string): GradusError {
    return new GradusError('file', `${this.where}, line ${this.nextLine}, column ${this.count + 1}: ${what}`)
  }
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn
}

/** How many lines end in a text, however they end. */
export function lineEnds(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(i + 1) !== lineFeed)) count++
  }
  return count
}
