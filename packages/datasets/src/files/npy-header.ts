import { describe, GradusError } from '@gradus/kernel'

/** What the header of an NPY file says. */
export interface NpyHeader {
  readonly descr: string
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
}

/**
 * Reads the header of an NPY file, a dictionary as Python writes it. It is taken apart by its characters; nothing in it is ever run.
 *
 * Throws: GradusError 'file' for anything but the three entries `descr`, `fortran_order` and `shape`, 'unsupported' for arrays of records.
 */
export function parseNpyHeader(where: string, text: string): NpyHeader {
  const reader = new HeaderReader(where, text)
  const found = new Map<string, string | boolean | number[]>()
  reader.take('{')
  while (!reader.tryTake('}')) {
    const key = reader.string()
    reader.take(':')
    if (found.has(key)) throw reader.fault(`the entry ${describe(key)} twice`)
    if (key === 'descr') found.set(key, reader.descr())
    else if (key === 'fortran_order') found.set(key, reader.boolean())
    else if (key === 'shape') found.set(key, reader.shape())
    else throw reader.fault(`the entry ${describe(key)}`, "'descr', 'fortran_order' and 'shape' only")
    if (!reader.tryTake(',')) {
      reader.take('}')
      break
    }
  }
  reader.end()
  const [descr, fortranOrder, shape] = ['descr', 'fortran_order', 'shape'].map((key) => found.get(key))
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    throw new GradusError(
      'file',
      `${where}: the header has ${[...found.keys()].join(', ') || 'nothing'}, expected descr, fortran_order and shape`,
    )
  }
  return { descr: descr as string, fortranOrder: fortranOrder as boolean, shape: shape as number[] }
}

class HeaderReader {
  private readonly where: string
  private readonly text: string
  private at = 0

  constructor(where: string, text: string) {
    this.where = where
    this.text = text
  }

  fault(got: string, expected?: string): GradusError {
    const wanted = expected === undefined ? '' : `, expected ${expected}`
    return new GradusError('file', `${this.where}: the header has ${got} at character ${this.at}${wanted}`)
  }

  tryTake(character: string): boolean {
    this.space()
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  take(character: string): void {
    if (!this.tryTake(character)) throw this.fault(this.next(), `"${character}"`)
  }

  string(): string {
    this.space()
    const quote = this.text[this.at]
    if (quote !== "'" && quote !== '"') throw this.fault(this.next(), 'text in quotes')
    const end = this.text.indexOf(quote, this.at + 1)
    if (end === -1) throw this.fault('text without its closing quote')
    const value = this.text.slice(this.at + 1, end)
    this.at = end + 1
    return value
  }

  descr(): string {
    this.space()
    if (this.text[this.at] !== '[') return this.string()
    throw new GradusError(
      'unsupported',
      `${this.where}: dtype ${describe(this.text.slice(this.at))}: arrays of records are not read, save each field`,
    )
  }

  boolean(): boolean {
    this.space()
    for (const [word, value] of [
      ['True', true],
      ['False', false],
    ] as const) {
      if (!this.text.startsWith(word, this.at)) continue
      this.at += word.length
      return value
    }
    throw this.fault(this.next(), 'True or False')
  }

  shape(): number[] {
    const shape: number[] = []
    this.take('(')
    while (!this.tryTake(')')) {
      shape.push(this.size())
      if (!this.tryTake(',')) {
        this.take(')')
        break
      }
    }
    return shape
  }

  end(): void {
    this.space()
    if (this.at < this.text.length) throw this.fault(this.next(), 'its end')
  }

  /** An integer ≥ 0; Python 2 wrote an L behind it. */
  private size(): number {
    this.space()
    const start = this.at
    while (this.at < this.text.length && this.text[this.at]! >= '0' && this.text[this.at]! <= '9') this.at++
    if (this.at === start || this.at - start > 16) throw this.fault(this.next(), 'an integer >= 0')
    const size = Number(this.text.slice(start, this.at))
    if (this.text[this.at] === 'L') this.at++
    return size
  }

  private space(): void {
    while (this.at < this.text.length && ' \n\t'.includes(this.text[this.at]!)) this.at++
  }

  private next(): string {
    return this.at < this.text.length ? describe(this.text.slice(this.at, this.at + 20)) : 'its end'
  }
}
