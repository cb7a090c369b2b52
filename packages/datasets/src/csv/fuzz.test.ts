// Protects: text that is nearly a table is read as it is or refused; what was read is read again from what is written of it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundarySizes, fuzzRuns, readOrRefused } from '../__fixtures__/survives.ts'
import { readCsv } from './read-csv.ts'

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(...boundarySizes, '1e308', '1e309', '5e-324', '-0', '+1', '1.', '.5', '1e', '0x10', '1_000', 'NaN', 'inf', '1,5', ' 7 '),
)
const field = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -99, max: 99 }).map(String) },
  { weight: 2, arbitrary: number },
  { weight: 1, arbitrary: number.map((text) => `"${text}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '""', '"', '"a""b"', 'a"b', '__proto__', 'constructor', '\u0000', '\ufeff', '\ud800', '"\n"'),
  },
)
const table = fc.record({
  names: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', '__proto__') }, { weight: 1, arbitrary: field }), { minLength: 1, maxLength: 4 }),
  rows: fc.array(fc.array(field, { minLength: 4, maxLength: 4 }), { maxLength: 4 }),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  torn: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) }),
}) // biome-ignore format: a table

it('any fields, in rows that fit or not', () => {
  let taken = 0
  fc.assert(
    fc.property(table, ({ names, rows, end, torn }) => {
      const width = names.length
      const lines = rows.map((row, i) => row.slice(0, i === 0 ? Math.max(1, width + torn) : width))
      const read = readOrRefused(() => readCsv([names, ...lines].map((line) => line.join()).join(end)))
      if (read === undefined) return
      taken++
      const numbers = Array.from({ length: read.shape[0] }, (_, i) => Array.from(read.data.subarray(i * read.shape[1], (i + 1) * read.shape[1]))) // biome-ignore format: as one
      const quoted = read.names.map((name) => `"${name.replaceAll('"', '""')}"`)
      const text = [quoted, ...numbers.map((row) => row.map((value) => (Object.is(value, -0) ? '-0' : String(value))))]
      const again = readCsv(text.map((line) => line.join()).join('\n'))
      expect([again.names, again.shape]).toEqual([read.names, read.shape])
      expect(Array.from(again.data)).toEqual(Array.from(read.data))
    }),
    fuzzRuns(3000),
  )
  // Time ends the runs on a machine that is busy.
  expect(taken).toBeGreaterThan(10)
})
