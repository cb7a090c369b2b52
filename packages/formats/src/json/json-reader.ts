import { describe } from '@gradus/kernel'

/** What JSON can say; objects are maps. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | ReadonlyMap<string, JsonValue>

/** Throws: what is wrong with a text, where in it, and in which value. */
export type RefuseJson = (message: string, index: number, path: string) => never

/** Limits of a {@link JsonReader}. */
export interface JsonLimits {
  readonly maxDepth: number
  readonly integersOnly: boolean
}

/** Reads one document from a text, from its first character to its last. */
export class JsonReader {
  private readonly text: string
  private readonly limits: JsonLimits
  private readonly refuse: RefuseJson
  private readonly path: (string | number)[] = []
  private at = 0

  constructor(text: string, limits: JsonLimits, refuse: RefuseJson) {
    this.text = text
    this.limits = limits
    this.refuse = refuse
  }

  document(): JsonValue {
    this.skipSpace()
    if (this.text.charCodeAt(this.at) === 0xfeff) this.fail('a byte order mark, which JSON has not')
    const value = this.value()
    this.skipSpace()
    if (this.at < this.text.length) this.fail(`expected the end, found ${this.found()}`)
    return value
  }

  private value(): JsonValue {
    const first = this.text[this.at]
    if (first === '{') return this.nested(() => this.object())
    if (first === '[') return this.nested(() => this.array())
    if (first === '"') return this.string()
    if (first !== undefined && /[-\d]/.test(first)) return this.number()
    for (const [word, value] of literals) if (this.take(word)) return value
    this.fail(`expected a value, found ${this.found()}`)
  }

  private nested(read: () => JsonValue): JsonValue {
    if (this.path.length >= this.limits.maxDepth) this.fail(`nested deeper than ${this.limits.maxDepth}`)
    this.at++
    this.skipSpace()
    return read()
  }

  private object(): JsonValue {
    const members = new Map<string, JsonValue>()
    if (this.take('}')) return members
    for (;;) {
      const start = this.at
      if (this.text[this.at] !== '"') this.fail(`expected a name in double quotes, found ${this.found()}`)
      const name = this.string()
      if (members.has(name)) this.fail(`the name ${describe(name)} occurs twice`, start)
      this.skipSpace()
      this.expect(':')
      this.path.push(name)
      members.set(name, this.value())
      this.path.pop()
      this.skipSpace()
      if (this.take('}')) return members
      this.expect(',', '}')
    }
  }

  private array(): JsonValue {
    const items: JsonValue[] = []
    if (this.take(']')) return items
    for (;;) {
      this.path.push(items.length)
      items.push(this.value())
      this.path.pop()
      this.skipSpace()
      if (this.take(']')) return items
      this.expect(',', ']')
    }
  }

  private string(): string {
    const start = this.at++
    let value = ''
    for (;;) {
      value += this.match(plain)!
      const next = this.text[this.at]
      if (next === '"') break
      if (next === undefined) this.fail('a text without an end', start)
      if (next !== '\\') this.fail(`a control character in a text (${describe(next)}), which has to be written as an escape`)
      const escape = this.match(escapes)
      if (escape === undefined) this.fail(`unknown escape ${describe(this.text.slice(this.at, this.at + 6))}`)
      value += escape[1] === 'u' ? String.fromCharCode(Number.parseInt(escape.slice(2), 16)) : shortEscapes.get(escape[1]!)
    }
    this.at++
    if (loneSurrogate.test(value)) this.fail('half of a surrogate pair, which is no character', start)
    return value
  }

  private number(): number {
    const start = this.at
    const digits = this.match(this.limits.integersOnly ? integers : numbers)
    const next = this.text[this.at]
    if (digits === undefined || (next !== undefined && /[\w.+-]/.test(next))) {
      const whole = /^[\w.+-]*/.exec(this.text.slice(start, start + 40))![0]
      this.fail(`${whole} is no ${this.limits.integersOnly ? 'integer' : 'number'} of JSON`, start)
    }
    const value = Number(digits)
    if (!Number.isFinite(value)) this.fail(`${digits} is too large for a number`, start)
    if (!/[.eE]/.test(digits) && !Number.isSafeInteger(value)) this.fail(`${digits} is beyond 2^53 and would be rounded`, start)
    return value
  }

  private expect(mark: string, other?: string): void {
    if (!this.take(mark)) this.fail(`expected ${mark}${other === undefined ? '' : ` or ${other}`}, found ${this.found()}`)
    this.skipSpace()
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  private skipSpace(): void {
    this.match(space)
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  private found(): string {
    const next = this.text.codePointAt(this.at)
    return next === undefined ? 'the end' : describe(String.fromCodePoint(next))
  }

  private fail(message: string, index = this.at): never {
    return this.refuse(message, index, pathText(this.path))
  }
}

/** The place of a value: `$.layers[2]["a b"]`. */
export function pathText(path: readonly (string | number)[]): string {
  const step = (key: string | number): string =>
    typeof key === 'number' ? `[${key}]` : /^[A-Za-z_]\w{0,199}$/.test(key) ? `.${key}` : `[${describe(key)}]`
  return `$${path.map(step).join('')}`
}

/** Halves of surrogate pairs: they cannot be written as UTF-8. */
export const loneSurrogate: RegExp = /\p{Surrogate}/u

const literals = [['true', true], ['false', false], ['null', null]] as const // biome-ignore format: as a table
const space = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows no control characters in texts
const plain = /[^"\\\u0000-\u001f]*/y
const escapes = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const integers = /-?(?:0|[1-9]\d*)/y
const shortEscapes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
