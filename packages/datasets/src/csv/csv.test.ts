// Protects: files of separated values are read exactly or refused with line, column and name; row 79.
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import { survives } from '../__fixtures__/survives.ts'
import { dataset } from '../create-dataset.ts'
import type { CsvOptions } from './csv-options.ts'
import { readCsv } from './read-csv.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const rows = (text: string, options?: CsvOptions) => {
  const { data, shape } = readCsv(text, options)
  return Array.from({ length: shape[0] }, (_, i) => Array.from(data.subarray(i * shape[1], (i + 1) * shape[1])))
}

describe('readCsv', () => {
  it.each<{ why: string; text: string; options?: CsvOptions; table: number[][] }>([
    {
      why: 'a header and rows',
      text: 'a,b\n1,2\n3,4\n',
      table: [
        [1, 2],
        [3, 4],
      ],
    },
    { why: 'no line end at the end', text: 'a,b\n1,2', table: [[1, 2]] },
    {
      why: 'CRLF',
      text: 'a,b\r\n1,2\r\n3,4\r\n',
      table: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      why: 'CR',
      text: 'a,b\r1,2\r3,4\r',
      table: [
        [1, 2],
        [3, 4],
      ],
    },
    { why: 'empty lines at the end', text: 'a\n1\n\n\r\n\n', table: [[1]] },
    { why: 'a byte order mark', text: '\ufeffa,b\n1,2', table: [[1, 2]] },
    { why: 'quotation marks', text: '"a","b"\n"1","2"\n', table: [[1, 2]] },
    { why: 'a name of two lines with a quotation mark', text: '"a\n""x""",b\n1,2\n', table: [[1, 2]] },
    { why: 'spaces around numbers', text: 'a,b\n 1 ,\t2\n', table: [[1, 2]] },
    { why: 'all ways to write a number', text: 'a\n-1.5e-3\n+.5\n5.\n1E2\n007\n1e-999\n', table: [[-0.0015], [0.5], [5], [100], [7], [0]] },
    {
      why: 'no header',
      text: '1,2\n3,4',
      options: { header: false },
      table: [
        [1, 2],
        [3, 4],
      ],
    },
    { why: 'names that are given', text: '1,2\n3,4', options: { header: ['x', 'y'], columns: ['y'] }, table: [[2], [4]] },
    { why: 'columns by name and number', text: 'a,b,c\n1,2,3', options: { columns: ['c', 0] }, table: [[3, 1]] },
    { why: 'text in a column that is not read', text: 'a,b\nx,2', options: { columns: ['b'] }, table: [[2]] },
    { why: 'another delimiter and decimal mark', text: 'a;b\n1,5;2', options: { delimiter: ';', decimal: ',' }, table: [[1.5, 2]] },
    { why: 'tabs', text: 'a\tb\n1\t2', options: { delimiter: '\t' }, table: [[1, 2]] },
    { why: 'quotes of another kind', text: "'a,',b\n1,2", options: { quote: "'" }, table: [[1, 2]] },
    { why: 'no quotes', text: 'a"b,c\n1,2', options: { quote: '' }, table: [[1, 2]] },
    { why: 'lines before the header', text: '# "made by\n#\na,b\n1,2', options: { skipLines: 2 }, table: [[1, 2]] },
    { why: 'lines with missing values left out', text: 'a,b\n1,\n2,3\n,\n', options: { missing: 'skip' }, table: [[2, 3]] },
    {
      why: 'missing values as a number',
      text: 'a,b\n1,NA\n?,3',
      options: { missing: -1, missingValues: ['NA', '?'] },
      table: [
        [1, -1],
        [-1, 3],
      ],
    },
    {
      why: 'digits that say missing',
      text: 'a,b\n999,1\n 999,2\n9990,3',
      options: { missing: 'skip', missingValues: ['999'] },
      table: [[9990, 3]],
    },
    { why: 'digits as classes', text: 'k\n10\n9\n10', options: { categorical: ['k'] }, table: [[0], [1], [0]] },
    {
      why: 'many digits',
      text: 'a\n999999999999999\n9007199254740993\n00000000000000000001\n',
      table: [[999999999999999], [9007199254740992], [1]],
    },
    {
      why: 'missing values as the mean',
      text: 'a,b\n1,\n2,3\n6,4',
      options: { missing: 'mean' },
      table: [
        [1, 3.5],
        [2, 3],
        [6, 4],
      ],
    },
    {
      why: 'missing values as the median of an even count',
      text: 'a\n9\n""\n1\n2\n4',
      options: { missing: 'median' },
      table: [[9], [3], [1], [2], [4]],
    },
    {
      why: 'and of an odd one',
      text: 'a,b\n9,1\n,1\n1,1\n2,1',
      options: { missing: 'median' },
      table: [
        [9, 1],
        [2, 1],
        [1, 1],
        [2, 1],
      ],
    },
    {
      why: 'missing values as the most frequent',
      text: 'a,b\n2,1\n,1\n1,1\n2,1\n1,1',
      options: { missing: 'mostFrequent' },
      table: [
        [2, 1],
        [1, 1],
        [1, 1],
        [2, 1],
        [1, 1],
      ],
    },
    {
      why: 'a mean whose sum overflows',
      text: 'a,b\n1e308,1\n1e308,1\n,1\n',
      options: { missing: 'mean' },
      table: [
        [1e308, 1],
        [1e308, 1],
        [1e308, 1],
      ],
    },
    { why: 'an empty line of one column as missing', text: 'a\n1\n\n2\n', options: { missing: 'skip' }, table: [[1], [2]] },
    { why: 'classes in the order of their texts', text: 'k\nz\na\nm\na', options: { categorical: ['k'] }, table: [[2], [0], [1], [0]] },
    { why: 'classes in a stated order', text: 'k\nz\na\n', options: { categorical: { k: ['z', 'm', 'a'] } }, table: [[0], [2]] },
    {
      why: 'a missing class as the most frequent',
      text: 'k,b\nz,1\n,1\na,1\nz,1',
      options: { categorical: [0], missing: 'mostFrequent' },
      table: [
        [1, 1],
        [1, 1],
        [0, 1],
        [1, 1],
      ],
    },
  ])('reads $why', ({ text, options, table }) => {
    // biome-ignore format: the tables are tables
    expect(rows(text, options)).toEqual(table)
    expect(readCsv(utf8(text), options)).toEqual(readCsv(text, options))
  })

  it('tells what was left out and filled in', () => {
    expect(readCsv('a,b\n1,\n2,3\n', { missing: 'skip' })).toMatchObject({ skippedRows: 1, filledValues: 0 })
    expect(readCsv('a,b\n1,\n,3\n', { missing: 0 })).toMatchObject({ skippedRows: 0, filledValues: 2 })
  })

  it('reads back every table that is written, with any quotation marks and line ends', () => {
    const cell = fc.double({ noNaN: true, noDefaultInfinity: true })
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 }))
    const names = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ';') }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(table, names, fc.constantFrom('\n', '\r\n', '\r'), fc.nat(), (table, names, end, quoting) => {
        const header = table[0]!.map((_, i) => `${names[i]!.trim()}${i}`)
        const lines = [
          header.map((name) => `"${name.replaceAll('"', '""')}"`),
          ...table.map((row) =>
            row.map((value, i) =>
              (quoting >> i) & 1 ? `"${Object.is(value, -0) ? '-0' : value}"` : Object.is(value, -0) ? '-0' : String(value),
            ),
          ),
        ]
        const read = readCsv(lines.map((line) => line.join(',')).join(end))
        expect(read.names).toEqual(header.map((name) => name.trim()))
        expect(Array.from(read.data)).toEqual(table.flat())
      }),
    )
  })

  it('reads 100,000 lines', () => {
    const text = `a,b\n${Array.from({ length: 100_000 }, (_, i) => `${i},${i / 7}`).join('\n')}`
    const { data } = readCsv(text)
    expect(data.length).toBe(200_000)
    expect([data[199_998], data[199_999]]).toEqual([99_999, 99_999 / 7])
  })
})

describe('a table', () => {
  const table = readCsv('area,kind,price,w\n50,flat,200,1\n80,house,300,2\n60,flat,250,3\n', { categorical: ['kind'] })

  it('has columns by name and number', () => {
    expect([table.names, table.size, table.shape]).toEqual([['area', 'kind', 'price', 'w'], 3, [3, 4]])
    expect(table.column('kind')).toEqual({ data: new Int32Array([0, 1, 0]), shape: [3], dtype: 'int32' })
    expect(table.column(2)).toEqual({ data: new Float64Array([200, 300, 250]), shape: [3], dtype: 'float64' })
    expect(table.columns(['price', 'area']).data).toEqual(new Float64Array([200, 50, 300, 80, 250, 60]))
    expect(table.columns()).toEqual({ data: table.data, shape: [3, 4], dtype: 'float64' })
    expect([table.classes('kind'), table.classes('area')]).toEqual([['flat', 'house'], undefined])
  })

  it('makes datasets', () => {
    const prices = table.dataset({ targets: 'price', inputs: ['area', 'kind'], weights: 'w', name: 'prices' })
    expect([prices.inputs.data, prices.targets]).toEqual([
      new Float32Array([50, 0, 80, 1, 60, 0]),
      { data: new Float32Array([200, 300, 250]), shape: [3, 1], dtype: 'float32' },
    ])
    expect([prices.weights!.data, prices.name]).toEqual([new Float64Array([1, 2, 3]), 'prices'])
    expect(table.dataset({ targets: 'kind' }).targets).toEqual({ data: new Int32Array([0, 1, 0]), shape: [3], dtype: 'int32' })
    expect(table.dataset({ targets: 'kind', targetForm: 'binary', dtype: 'float64' }).targets.data).toEqual(new Float64Array([0, 1, 0]))
    expect(table.dataset({ targets: 'kind', targetForm: 'oneHot' }).targets.shape).toEqual([3, 2])
    expect(table.dataset({ targets: ['price', 'w'] }).targetShape).toEqual([2])
    expect(table.dataset({ targets: ['price', 'w'] }).inputShape).toEqual([2])
  })

  it('is an array itself', () => {
    expect(dataset(table, [1, 2, 3]).inputs.shape).toEqual([3, 4])
    expectTypeOf(dataset(table, [1, 2, 3]).inputShape).toEqualTypeOf<readonly [number]>()
  })

  it('may have columns of any name', () => {
    const odd = readCsv('__proto__,constructor\n1,a\n', { categorical: ['constructor'] })
    expect([odd.names, odd.column('__proto__').data[0], odd.classes('constructor')]).toEqual([['__proto__', 'constructor'], 1, ['a']])
  })
})

describe('mistakes', () => {
  const good = 'a,b\n1,2\n'
  it.each<{ text: unknown; options?: unknown; code?: string; message: RegExp }>([
    {
      text: 'a,price\n1,2\n3,n/a\n',
      message:
        /^readCsv: "p.csv", line 3, column 2 "price": got "n\/a", expected a number; if it means that there is no value, say missingValues: \["n\/a"\]/,
    },
    { text: 'a,b\n1,\n', message: /line 2, column 2 "b": got "", expected a number; missing values are skipped with missing: 'skip'/ },
    { text: 'a,b\n1,2,3\n', message: /line 2: ragged: 3 fields, expected 2; a comma in a field needs/ },
    { text: 'a,b\n1\n', message: /line 2: ragged: 1 field, expected 2$/ },
    { text: 'a,b\n1;2\n', message: /line 2: ragged: 1 field, expected 2; if the fields are divided by ";", say delimiter: ";"$/ },
    { text: 'a,b\n1,2\n\n3,4\n', message: /line 3: an empty line, expected 2 fields$/ },
    { text: 'a\n"1,5"\n', message: /column 1 "a": got "1,5", expected a number; if it is a decimal comma, say decimal: ','$/ },
    { text: 'a\n1.5\n', options: { decimal: ',', delimiter: ';' }, message: /got "1.5", expected a number; decimal is ','$/ },
    { text: 'a\nred\n', message: /got "red", expected a number; if the column holds classes, say categorical: \["a"\]$/ },
    { text: 'a\n0x10\n', message: /got "0x10", expected a number$/ },
    { text: 'a\n1_000\n', message: /got "1_000"/ },
    { text: 'a\nInfinity\n', message: /got "Infinity"/ },
    { text: 'a\n1e999\n', message: /got "1e999", expected a number; it is too large for a float64$/ },
    { text: `a\n${'9'.repeat(100_000)}x\n`, message: /got "9{200}…", expected a number/ },
    { text: 'a,b\n1,"2\n3,4\n', message: /line 2, column 2: the quotation mark that opens here is never closed$/ },
    { text: 'a,b\n"x\ny",2\n1,"2\n', options: { columns: ['b'] }, message: /line 4, column 2: the quotation mark that opens here/ },
    { text: 'a\n"1"2\n', message: /line 2, column 1: text behind a closing quotation mark/ },
    { text: 'a\n5"\n', message: /line 2, column 1: a quotation mark within a field/ },
    { text: '', message: /the file is empty, expected a header$/ },
    { text: '', options: { header: false }, message: /the file is empty, expected a line of numbers$/ },
    { text: '\n\n', message: /the file is empty/ },
    { text: 'a,b\n', message: /there are no rows below the header$/ },
    { text: 'a\nx\n', options: { missing: 'skip', missingValues: ['x'] }, message: /there are no rows: all 1 have missing values$/ },
    { text: 'a,a\n1,2\n', message: /line 1: column 2 has the name "a" too; give names with header/ },
    { text: good, options: { header: ['x'] }, message: /line 1: 2 fields, but header names 1 columns/ },
    {
      text: good,
      options: { columns: ['c'] },
      code: 'range',
      message: /columns: there is no column "c"; did you mean "a"\? \(columns: "a, b"\)$/,
    },
    {
      text: good,
      options: { columns: ['price'] },
      code: 'range',
      message: /columns: there is no column "price" \(columns: "a, b"\)$/,
    },
    {
      text: good,
      options: { columns: [2] },
      code: 'range',
      message: /columns: the number of a column must be an integer in \[0, 1\], got 2/,
    },
    { text: good, options: { columns: ['a', 0] }, code: 'range', message: /columns has "a" twice/ },
    { text: good, options: { columns: [] }, code: 'range', message: /columns is empty/ },
    { text: good, options: { columns: 'a' }, code: 'type', message: /columns must be an array of names or numbers of columns, got "a"/ },
    { text: good, options: { columns: ['a'], categorical: ['b'] }, code: 'range', message: /categorical column "b" is not among columns/ },
    {
      text: 'k\nrde\n',
      options: { categorical: { k: ['red', 'blue'] } },
      message: /got "rde", expected one of "red, blue"; did you mean "red"\?$/,
    },
    { text: 'k\ngreen\n', options: { categorical: { k: ['red', 'blue'] } }, message: /got "green", expected one of "red, blue"$/ },
    {
      text: 'k\nred\n""\n',
      options: { categorical: ['k'] },
      message: /line 3, column 1 "k": got "", expected the name of a class; missing values are skipped with missing: 'skip'/,
    },
    { text: 'k,b\n,1\n', options: { categorical: ['k'], missing: 'mean' }, message: /no rows|only filled with missing: 'mostFrequent'/ },
    { text: 'k,b\n1,\n', options: { missing: 'mean' }, message: /column "b" has missing values only/ },
    { text: good, options: { categorical: { a: ['x', 'x'] } }, code: 'range', message: /must list each class once/ },
    { text: good, options: { categorical: 'a' }, code: 'type', message: /categorical: options must be an object, got "a"/ },
    { text: good, options: { missing: 'drop' }, code: 'type', message: /unknown missing "drop"/ },
    { text: good, options: { missing: NaN }, code: 'range', message: /missing must be finite, got NaN/ },
    { text: good, options: { missingValues: [7] }, code: 'type', message: /missingValues must be an array of texts, got \[7\]$/ },
    { text: good, options: { header: 'a,b' }, code: 'type', message: /header must be an array of texts, got "a,b"$/ },
    { text: good, options: { quote: 7 }, code: 'type', message: /quote must be one character, got 7$/ },
    { text: good, options: { categorical: 7 }, code: 'type', message: /categorical: options must be an object, got 7/ },
    { text: good, options: { delimiter: ', ' }, code: 'range', message: /delimiter must be one character and no line end, got ", "/ },
    { text: good, options: { delimiter: '"' }, code: 'range', message: /must differ/ },
    { text: good, options: { decimal: ',' }, code: 'range', message: /delimiter ",", quote .* and decimal "," must differ/ },
    { text: good, options: { decimal: '·' }, code: 'type', message: /unknown decimal/ },
    { text: good, options: { skipLines: -1 }, code: 'range', message: /skipLines must be an integer >= 0, got -1/ },
    { text: good, options: { headers: true }, code: 'type', message: /did you mean header\?/ },
    { text: '<!doctype html><p>404', message: /not a file of separated values; it looks like an HTML page$/ },
    { text: Uint8Array.of(0x1f, 0x8b, 8), message: /it looks like a gzip file, which has to be unpacked first/ },
    { text: Uint8Array.of(0xff, 0xfe, 97, 0), message: /it looks like text in UTF-16$/ },
    { text: Uint8Array.of(97, 10, 0xff), message: /not text in UTF-8; it looks like text; save it as UTF-8$/ },
    { text: 5, code: 'type', message: /expected the text of a file or its bytes, got 5/ },
  ])('$message', ({ text, options, code = 'file', message }) => {
    // biome-ignore format: a table
    const call = () => readCsv(text as never, { file: 'p.csv', ...(options as object) })
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })

  it.each<{ call: () => unknown; message: RegExp }>([
    { call: () => readCsv(good).column('c'), message: /^column: there is no column "c"/ },
    { call: () => readCsv(good).columns('a' as never), message: /^columns: expected an array of columns, got "a"/ },
    { call: () => readCsv(good).column(null as never), message: /^column: a column must be a name or a number, got null/ },
    { call: () => readCsv(good).dataset(undefined as never), message: /^dataset: expected { targets }, got undefined/ },
    { call: () => readCsv(','.repeat(1_000_001)), message: /^readCsv, line 1, column 1000001: more than 1000000 fields in one line/ },
    { call: () => readCsv(good).columns([]), message: /^columns: expected at least one column/ },
    { call: () => readCsv(good).dataset({ targets: 'a', inputs: ['a'] }), message: /^dataset: column "a" is an input and a target/ },
    { call: () => readCsv(good).dataset({ targets: ['a', 'b'] }), message: /no column is left for the inputs/ },
    { call: () => readCsv(good).dataset({ targets: 'a', targetForm: 'oneHot' }), message: /targetForm is for one categorical target/ },
    { call: () => readCsv(good).dataset({ target: 'a' } as never), message: /did you mean targets/ },
  ])('$message', ({ call, message }) => {
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', message: expect.stringMatching(message) }))
  })
})

it('a file that is too long for one text, such as a line of a gigabyte, is refused as that', () => {
  // What Node throws above half a gigabyte, which would take seconds to make.
  const decode = () => {
    throw Object.assign(new Error('Cannot create a string longer than 0x1fffffe8 characters'), { code: 'ERR_STRING_TOO_LONG' })
  }
  vi.stubGlobal('TextDecoder', class { decode = decode }) // biome-ignore format: short
  try {
    expect(() => readCsv(utf8('a\n1\n'), { file: 'p.csv' })).toThrow(
      expect.objectContaining({
        code: 'file',
        message: 'readCsv: "p.csv": 4 bytes are more than this host can hold as one text; divide the file',
      }),
    )
  } finally {
    vi.unstubAllGlobals()
  }
})

describe('any text', () => {
  const texts = ['a,b\n1,2\n"3",4\r\n', '\ufeffk;w\nx;"1,5"\n"y""z";2\n', '1\n\n2\n3']

  it('is read or refused, in bounded time', () => {
    survives((bytes) => readCsv(bytes, { missing: 'skip', categorical: [0] }), texts.map(utf8))
  })

  it.each([
    { why: 'a million empty lines', text: `a\n1${'\n'.repeat(1_000_000)}2` },
    { why: 'a million quotation marks', text: `a\n${'"'.repeat(1_000_001)}` },
    { why: 'a million columns', text: `${','.repeat(999_999)}\n` },
    { why: 'a line of a million letters', text: `${'x'.repeat(1_000_000)}\n1` },
    { why: 'a number of a million digits', text: `a\n${'1'.repeat(1_000_000)}e` },
    { why: 'many columns and many lines', text: `${Array.from({ length: 50_000 }, (_, i) => i).join()}${'\n1'.repeat(50_000)}` },
  ])('$why takes no time', ({ text }) => {
    const start = performance.now()
    try {
      readCsv(text, { missing: 'skip' })
    } catch (error) {
      expect(error).toMatchObject({ name: 'GradusError' })
    }
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
