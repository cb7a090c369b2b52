// Protects: a kept scaler comes back bit by bit; one that was changed is taken as it says or refused in words, and never makes numbers that are none.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzzRuns, readOrRefused } from '../__fixtures__/survives.ts'
import { minMaxScaler } from './min-max-scaler.ts'
import { scalerFromJSON } from './scaler-from-json.ts'
import { standardScaler } from './standard-scaler.ts'

// Columns of subnormal numbers have a deviation of 0, and are refused.
const number = fc.double({ noNaN: true, min: -1e150, max: 1e150 }).map((x) => (Math.abs(x) < 1e-140 ? 0 : x))
const data = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(number, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 6 }))
const fitted = fc
  .tuple(data, fc.constantFrom(standardScaler, minMaxScaler))
  .map(([rows, make]) => ({ rows, scaler: make().fit({ data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] }) }))

it('comes back bit by bit', () => {
  fc.assert(
    fc.property(fitted, ({ rows, scaler }) => {
      const source = { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] }
      const again = scalerFromJSON(JSON.parse(JSON.stringify(scaler)))
      expect(again.transform(source)).toEqual(scaler.transform(source))
      expect(JSON.stringify(again)).toBe(JSON.stringify(scaler))
    }),
    fuzzRuns(300),
  )
})

const other = fc.constantFrom<unknown>(0, -1, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, 1e308, 5e-324, '1', null, true, [], {}, [1], [0, 1], 'standardScaler', 'minMaxScaler', '__proto__', undefined) // biome-ignore format: a list
const keys = ['kind', 'version', 'center', 'spread', 'constantColumns', 'range', '__proto__', 'constructor', 'more']

it('with parts changed, swapped and left out', () => {
  const changes = fc.array(
    fc.record({
      kind: fc.constantFrom('set', 'set within', 'remove', 'swap'),
      key: fc.constantFrom(...keys),
      to: fc.constantFrom(...keys),
      other,
    }),
    { minLength: 1, maxLength: 3 },
  )
  let taken = 0
  fc.assert(
    fc.property(fitted, changes, ({ scaler }, list) => {
      const parts = new Map<string, unknown>(Object.entries(JSON.parse(JSON.stringify(scaler))))
      for (const { kind, key, to, other } of list) {
        const old = parts.get(key)
        if (kind === 'set') parts.set(key, other)
        else if (kind === 'remove') parts.delete(key)
        else if (kind === 'swap') {
          parts.set(key, parts.get(to))
          parts.set(to, old)
        } else if (Array.isArray(old)) parts.set(key, [other, ...old.slice(1)])
      }
      // As a text, so that __proto__ is a name like others.
      const entries = [...parts].filter(([, value]) => value !== undefined)
      const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`
      const read = readOrRefused(() => scalerFromJSON(JSON.parse(text)), ['state', 'type'])
      if (read === undefined) return
      taken++
      expect(scalerFromJSON(JSON.parse(JSON.stringify(read))).toJSON()).toEqual(read.toJSON())
    }),
    fuzzRuns(3000),
  )
  expect(taken).toBeGreaterThan(10)
})
