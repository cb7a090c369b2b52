import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataset } from './create-dataset.ts'
import { xor } from './gates.ts'
import { truthTable } from './truth-table.ts'

describe('dataset', () => {
  it('reads nested arrays in row-major order as float32', () => {
    const data = dataset([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [true, false]) // biome-ignore format: as a table
    expect(data.inputs).toEqual({ data: new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]), shape: [2, 2, 2], dtype: 'float32' })
    expect(data.targets).toEqual({ data: new Float32Array([1, 0]), shape: [2], dtype: 'float32' })
    expect([data.size, data.inputShape, data.targetShape]).toEqual([2, [2, 2], []])
  })

  it('reads the columns of the article', () => {
    const columns = dataset([[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]], { layout: 'featuresFirst' }) // biome-ignore format: as in the article
    expect([columns.size, columns.inputShape, columns.targetShape]).toEqual([4, [2], [1]])
    expect(truthTable(columns)).toEqual(truthTable(xor()))
    expect(columns.samplesFirst().inputs).toEqual(xor().inputs)
  })

  it.each([
    { source: new Float32Array([1, 2]), dtype: 'float32' },
    { source: new Float64Array([1, 2]), dtype: 'float64' },
    { source: new Int32Array([1, 2]), dtype: 'int32' },
    { source: new Uint8Array([1, 2]), dtype: 'int32' },
    { source: new Uint16Array([1, 2]), dtype: 'int32' },
    { source: new Uint32Array([1, 2]), dtype: 'int32' },
    { source: { data: new Float64Array([1, 2]), shape: [2, 1] }, dtype: 'float64' },
    { source: { data: new Uint8Array([1, 0]), shape: [2], dtype: 'bool' as const }, dtype: 'bool' },
    { source: [new Float64Array([1, 2]), [3, 4]] as never, dtype: 'float32' },
  ])('$dtype from $source', ({ source, dtype }) => {
    expect(dataset(source, [1, 0]).inputs.dtype).toBe(dtype)
    expect(dataset(source, [1, 0], { targetDType: 'int32' }).targets).toEqual({ data: new Int32Array([1, 0]), shape: [2], dtype: 'int32' })
  })

  it('converts to the dtype that is asked for', () => {
    const data = dataset(new Uint8Array([0, 255]), new Uint8Array([7, 9]), { dtype: 'float64', targetDType: 'int32' })
    expect(data.inputs).toEqual({ data: new Float64Array([0, 255]), shape: [2], dtype: 'float64' })
    expect(data.targets.dtype).toBe('int32')
    expect(dataset([0, 1], [1, 0], { dtype: 'float64' }).targets.dtype).toBe('float64')
  })

  it('keeps NaN, infinities and −0: whoever trains decides what to do with them', () => {
    expect(Array.from(dataset([NaN, Infinity, -0], [1, 2, 3]).inputs.data)).toEqual([NaN, Infinity, -0])
  })

  it('copies: what happens to the arrays afterwards does not matter', () => {
    const x = new Float32Array([1, 2])
    const y = [[3], [4]]
    const data = dataset(x, y)
    x.fill(9)
    y[0]![0] = 9
    structuredClone(x, { transfer: [x.buffer] })
    expect(Array.from(data.inputs.data)).toEqual([1, 2])
    expect(Array.from(data.targets.data)).toEqual([3, 4])
  })

  it('reads a view that begins in the middle of its buffer, and shared memory', () => {
    const shared = new Float32Array(new SharedArrayBuffer(16))
    shared.set([1, 2, 3, 4])
    const data = dataset(shared.subarray(2), new Float32Array([1, 2, 3, 4]).subarray(1, 3))
    expect([Array.from(data.inputs.data), Array.from(data.targets.data)]).toEqual([[3, 4], [2, 3]]) // biome-ignore format: two arrays
    expect(data.inputs.data.buffer).not.toBeInstanceOf(SharedArrayBuffer)
  })

  it('takes 200,000 samples as a plain array', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => i)
    expect(dataset(many, many).slice(199_999, 200_000).inputs.data[0]).toBe(199_999)
  })

  it('has a name for programs and one for people', () => {
    const { name, displayName } = dataset([1], [1], { name: 'iris', displayName: 'Iris' })
    expect([name, displayName]).toEqual(['iris', 'Iris'])
    expect(dataset([1], [1], { name: 'iris' }).displayName).toBe('iris')
    expect(dataset([1], [1]).name).toBe('dataset')
  })
})

/** Samples of some shape, each a list of numbers, and where to find them in both layouts. */
const samples = fc
  .record({ shape: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), count: fc.integer({ min: 1, max: 7 }) })
  .chain(({ shape, count }) => {
    const width = shape.reduce((product, size) => product * size, 1)
    const sample = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: width, maxLength: width })
    return fc.array(sample, { minLength: count, maxLength: count }).map((rows) => ({ shape, rows }))
  })

describe('layouts', () => {
  const both = ({ shape, rows }: { shape: number[]; rows: number[][] }) => {
    const data = new Float32Array(rows.flat())
    const first = dataset({ data, shape: [rows.length, ...shape] }, Array.from(rows.keys()))
    return { first, last: first.featuresFirst() }
  }

  it('hold the same samples', () => {
    fc.assert(
      fc.property(samples, ({ shape, rows }) => {
        const { first, last } = both({ shape, rows })
        expect(last.inputs.shape).toEqual([...shape, rows.length])
        expect(last.inputShape).toEqual(first.inputShape)
        const width = rows[0]!.length
        for (let i = 0; i < rows.length; i++) {
          const column = Array.from({ length: width }, (_, j) => last.inputs.data[j * rows.length + i])
          expect(column).toEqual(rows[i])
        }
        expect(last.samplesFirst()).toEqual(first)
      }),
    )
  })

  it('give the same samples to slice and gather', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), fc.nat(), fc.nat(), ({ shape, rows }, picks, a, b) => {
        const { first, last } = both({ shape, rows })
        const indices = picks.map((pick) => pick % rows.length)
        expect(Array.from(first.gather(indices).inputs.data)).toEqual(indices.flatMap((i) => rows[i]!))
        const start = a % rows.length
        const end = start + 1 + (b % (rows.length - start))
        expect(Array.from(first.slice(start, end).inputs.data)).toEqual(rows.slice(start, end).flat())
        for (const [rowwise, columnwise] of [
          [first.gather(indices), last.gather(indices)],
          [first.slice(start, end), last.slice(start, end)],
        ] as const) {
          expect(columnwise.size).toBe(rowwise.size)
          expect(columnwise.inputs.shape).toEqual([...shape, rowwise.size])
          const asRows = dataset(columnwise.inputs, columnwise.targets, { layout: 'featuresFirst' }).samplesFirst()
          expect(asRows.inputs).toEqual(rowwise.inputs)
          expect(asRows.targets).toEqual(rowwise.targets)
        }
      }),
    )
  })
})

describe('wide samples', () => {
  it.each([47, 48, 49, 200])('of %s values are gathered whole', (width) => {
    const rows = Array.from({ length: 3 }, (_, i) => Array.from({ length: width }, (_, j) => i * 1000 + j))
    expect(Array.from(dataset(rows, [0, 1, 2]).gather([2, 0]).inputs.data)).toEqual([...rows[2]!, ...rows[0]!])
  })
})

describe('memory', () => {
  const data = dataset([[1, 2], [3, 4], [5, 6]], [[1], [2], [3]]) // biome-ignore format: as a table

  it('all samples are one batch, always the same object, with the arrays of the dataset', () => {
    expect(data.slice(0, 3)).toBe(data.slice(0, 3))
    expect(data.slice(0, 3).inputs).toBe(data.inputs)
    const columns = data.featuresFirst()
    expect(columns.slice(0, 3).inputs).toBe(columns.inputs)
  })

  it('a slice of rows is a view, a slice of columns and gathered samples are copies', () => {
    expect(data.slice(1, 3).inputs.data.buffer).toBe(data.inputs.data.buffer)
    expect(data.gather([0, 1, 2]).inputs.data.buffer).not.toBe(data.inputs.data.buffer)
    const columns = data.featuresFirst()
    expect(columns.inputs.data.buffer).not.toBe(data.inputs.data.buffer)
    expect(columns.slice(1, 3).inputs.data.buffer).not.toBe(columns.inputs.data.buffer)
  })
})
