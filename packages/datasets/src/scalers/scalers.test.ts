// Protects: scaled numbers are scikit-learn's, constant columns become 0 and are told once, and a kept scaler does the same again; row 88.
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import cases from '../__fixtures__/scalers.json' with { type: 'json' }
import type { ArrayDataset } from '../array-dataset.ts'
import { dataset } from '../create-dataset.ts'
import { xor } from '../gates.ts'
import { map } from '../transforms/map.ts'
import { minMaxScaler } from './min-max-scaler.ts'
import { scalerFromJSON } from './scaler-from-json.ts'
import { standardScaler } from './standard-scaler.ts'

const rows = (data: number[], columns: number) => ({ data: Float64Array.from(data), shape: [data.length / columns, columns] as const })

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number) {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)))
}

describe('as scikit-learn', () => {
  it.each(cases)('$name $options on $shape', ({ name, options, shape, train, later, scaled, scaledLater }) => {
    const columns = shape[1]!
    const scaler = name === 'standardScaler' ? standardScaler() : minMaxScaler(options as { range?: [number, number] })
    scaler.fit(rows(train, columns))
    const result = scaler.transform(rows(train, columns))
    // The third column has a mean of 1e6 and a deviation of 1: four of its digits are lost in the numbers themselves.
    const each = (values: ArrayLike<number>, column: number) => Array.from(values).filter((_, i) => i % columns === column)
    for (let column = 0; column < columns; column++) {
      const tolerance = column === 2 ? 1e-9 : 1e-12
      expectClose(each(result.data, column), each(scaled, column), tolerance)
      // For a constant column scikit-learn subtracts a mean that may be off by a rounding.
      if (!scaler.constantColumns.includes(column) || name === 'minMaxScaler') {
        expectClose(each(scaler.transform(rows(later, columns)).data, column), each(scaledLater, column), tolerance)
      }
    }
    expect(scaler.constantColumns).toEqual([3, 4])
    expectClose(scaler.inverse(result).data, train, 1e-12)
    const again = scalerFromJSON(JSON.parse(JSON.stringify(scaler)))
    expect(again.transform(rows(later, columns))).toEqual(scaler.transform(rows(later, columns)))
    expect(again.toJSON()).toEqual(scaler.toJSON())
  })

  it('mean 0 and variance 1, whatever the numbers', () => {
    const column = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e150, max: 1e150 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(column, (values) => {
        const spread = Math.max(...values) - Math.min(...values)
        fc.pre(spread > 1e-300 && spread > 1e-6 * Math.max(...values.map(Math.abs)))
        const { data } = standardScaler().fit(Float64Array.from(values)).transform(Float64Array.from(values))
        const mean = Array.from(data).reduce((sum, z) => sum + z, 0) / data.length
        const variance = Array.from(data).reduce((sum, z) => sum + z * z, 0) / data.length
        expect([Math.abs(mean), Math.abs(variance - 1)].every((each) => each < 1e-9)).toBe(true)
      }),
    )
  })
})

describe('numbers at the end of float64', () => {
  it.each([
    // The mean, 1e16 + 1, is no float64; the deviation is 1 all the same.
    { values: [1e16, 1e16 + 2], spread: 1 },
    { values: [-1e300, 1e300], spread: 1e300 },
    { values: [1e-200, 3e-200], spread: 1e-200 },
  ])('the deviation of $values is $spread', ({ values, spread }) => {
    expect(standardScaler().fit(Float64Array.from(values)).toJSON().spread[0]! / spread).toBeCloseTo(1, 12)
  })
})

describe('constant columns', () => {
  it.each([
    { make: standardScaler, low: 0 },
    { make: minMaxScaler, low: 0 },
    { make: (options: object) => minMaxScaler({ ...options, range: [-1, 1] }), low: -1 },
  ])('become the lower end, exactly, and are told once', ({ make, low }) => {
    const told: string[] = []
    const scaler = make({ onWarning: (message: string) => told.push(message) })
    const train = { data: new Float64Array([0.1, 1, 0.1, 2, 0.1, 3]), shape: [3, 2] as const }
    scaler.fit(train)
    const { data } = scaler.transform(train)
    expect([data[0], data[2], data[4]]).toEqual([low, low, low])
    scaler.transform(train)
    expect(told).toEqual([expect.stringMatching(`Scaler: constant columns: 0 \\(always 0.1\\); their values become ${low}$`)])
    expect(Array.from(scaler.inverse({ data, shape: [3, 2] }).data)).toEqual(Array.from(train.data))
  })
})

it('the first ten constant columns are named, the others counted', () => {
  const told: string[] = []
  const scaler = standardScaler({ onWarning: (message) => void told.push(message) })
  expect(scaler.fitted).toBe(false)
  scaler.fit({ data: new Float64Array(24).fill(7), shape: [2, 12] })
  expect(scaler.fitted).toBe(true)
  expect(told).toEqual([expect.stringMatching(/: 0 \(always 7\), .*, 9 \(always 7\) and 2 more; their values become 0$/)])
})

describe('data of any form', () => {
  const images: ArrayDataset = dataset({ data: Float32Array.from({ length: 48 }, (_, i) => i), shape: [4, 2, 2, 3] }, [0, 1, 2, 3], {
    weights: [1, 2, 3, 4],
  })

  it('channels are columns, and layouts do not matter', () => {
    const scaler = standardScaler().fit(images)
    expect(scaler.toJSON().center).toEqual([22.5, 23.5, 24.5])
    expect(standardScaler().fit(images.featuresFirst()).toJSON()).toEqual(scaler.toJSON())
    expect(scaler.transform(images.featuresFirst()).samplesFirst()).toEqual(scaler.transform(images))
    expect(scaler.transform(images).weights).toBe(images.weights)
    expect(scaler.transform(images.inputs)).toEqual(scaler.transform(images).inputs)
  })

  it('lazy data are scaled lazily, with the same numbers', () => {
    const lazy = map(images, ({ inputs, targets }) => ({ inputs, targets }), { lazy: true })
    const scaler = minMaxScaler().fit(lazy)
    expect(scaler.toJSON()).toEqual(minMaxScaler().fit(images).toJSON())
    expect(scaler.transform(lazy).slice(1, 3).inputs).toEqual(scaler.transform(images).slice(1, 3).inputs)
  })

  it('keeps shapes in the types, and dtypes', () => {
    const scaler = minMaxScaler().fit(xor())
    expectTypeOf(scaler.transform(xor())).toEqualTypeOf(xor())
    expect(scaler.transform({ data: new Float64Array(2), shape: [1, 2] }).dtype).toBe('float64')
    expect(
      minMaxScaler()
        .fit(new Int32Array([0, 4]))
        .transform(new Int32Array([1])),
    ).toEqual({ data: new Float32Array([0.25]), shape: [1], dtype: 'float32' })
    expect(scaler.transform(xor()).inputs.dtype).toBe('float32')
  })
})

describe('mistakes', () => {
  const fitted = () => standardScaler().fit([[1, 2], [3, 4]]) // biome-ignore format: a table
  const state = fitted().toJSON()
  it.each<{ why: string; call: () => unknown; code: string; message: RegExp }>([
    {
      why: 'too early',
      call: () => standardScaler().transform([1]),
      code: 'state',
      message: /^transform: the standardScaler is not fitted yet/,
    },
    { why: 'twice', call: () => fitted().fit([[1, 2]]), code: 'state', message: /^fit: the scaler is fitted already/ },
    {
      why: 'NaN',
      call: () =>
        standardScaler().fit([
          [1, 2],
          [3, NaN],
        ]),
      code: 'range',
      message: /a value of column 1 of 2 is NaN \(element 3\)/,
    },
    {
      why: 'three columns',
      call: () => fitted().transform([[1, 2, 3]]),
      code: 'shape',
      message: /^transform: shape \[1,3\] has 3 columns, the scaler was fitted to 2/,
    },
    {
      why: 'beyond float64',
      call: () => minMaxScaler().fit({ data: new Float64Array([-1.7e308, 1.7e308]), shape: [2] }),
      code: 'range',
      message: /column 0 goes from -1.7e\+308 to 1.7e\+308, too far/,
    },
    { why: 'nothing', call: () => standardScaler().fit([]), code: 'range', message: /the array has shape \[0\]/ },
    { why: 'text', call: () => standardScaler().fit('x' as never), code: 'type', message: /^fit must be nested arrays/ },
    {
      why: 'a range upside down',
      call: () => minMaxScaler({ range: [1, 1] }),
      code: 'range',
      message: /range\[1\] must be a finite number > 1, got 1/,
    },
    {
      why: 'a range of three',
      call: () => minMaxScaler({ range: [1, 2, 3] as never }),
      code: 'type',
      message: /range must be \[low, high\]/,
    },
    {
      why: 'numbers so near that their deviation is 0',
      call: () => standardScaler().fit(Float64Array.of(3.5e-323, 4e-323)),
      code: 'range',
      message: /column 0 goes from 3.5e-323 to 4e-323, too near for a float64$/,
    },
    {
      why: 'a range beyond float64',
      call: () => minMaxScaler({ range: [-1.7e308, 1.7e308] }),
      code: 'range',
      message: /range \[-1.7e\+308,1.7e\+308\] is too far for a float64/,
    },
    {
      why: 'a warning that is no function',
      call: () => standardScaler({ onWarning: 1 as never }),
      code: 'type',
      message: /must be a function/,
    },
    { why: 'a number', call: () => fitted().transform({ data: new Float32Array(1), shape: [] }), code: 'shape', message: /got a number$/ },
    {
      why: 'columns too early',
      call: () => standardScaler().constantColumns,
      code: 'state',
      message: /^constantColumns: .* not fitted yet/,
    },
    {
      why: 'a range of text',
      call: () => scalerFromJSON({ ...state, range: ['0', 1] }),
      code: 'state',
      message: /range is \["0",1\], expected \[low, high\]/,
    },
    { why: 'a misspelt option', call: () => standardScaler({ onWarnings: 1 } as never), code: 'type', message: /did you mean onWarning/ },
    { why: 'no state', call: () => scalerFromJSON(null), code: 'type', message: /^scalerFromJSON: expected { kind/ },
    {
      why: 'another kind',
      call: () => scalerFromJSON({ ...state, kind: '__proto__' }),
      code: 'state',
      message: /kind is "__proto__", expected standardScaler or/,
    },
    { why: 'another version', call: () => scalerFromJSON({ ...state, version: 2 }), code: 'state', message: /version is 2, expected 1/ },
    {
      why: 'a spread of 0',
      call: () => scalerFromJSON({ ...state, spread: [1, 0] }),
      code: 'state',
      message: /spread is \[1,0\], expected 2 numbers above 0/,
    },
    { why: 'a center of text', call: () => scalerFromJSON({ ...state, center: ['1', 2] }), code: 'state', message: /center is \["1",2\]/ },
    {
      why: 'a column that is not there',
      call: () => scalerFromJSON({ ...state, constantColumns: [2] }),
      code: 'state',
      message: /constantColumns is \[2\]/,
    },
  ])('$why: $code', ({ call, code, message }) => {
    // biome-ignore format: a table
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })
})
