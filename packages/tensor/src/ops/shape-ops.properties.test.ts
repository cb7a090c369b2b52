import { elementCount, type Shape } from '@gradus/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectSameBits } from '../__tests__/plain.ts'
import {
  add,
  concat,
  cumulativeSum,
  flip,
  gather,
  multiply,
  pad,
  permute,
  scatterAdd,
  slice,
  softmax,
  sort,
  split,
  squeeze,
  stack,
  sum,
  type Tensor,
  take,
  tensor,
  tile,
  topK,
  zeros,
} from '../index.ts'

const special = fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e-45, -3.4e38)
const anyNumber = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -9, max: 9 }) }, { weight: 1, arbitrary: special })
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })

/** Tensors of any rank and size, some of them views that walk through memory backwards or across. */
const tensors = (
  elements: fc.Arbitrary<number>,
  dtype: 'float32' | 'int32' = 'float32',
  of: fc.Arbitrary<Shape> = shapes,
): fc.Arbitrary<Tensor> =>
  of.chain((shape) =>
    fc
      .record({
        data: fc.array(elements, { minLength: elementCount(shape), maxLength: elementCount(shape) }),
        walk: fc.constantFrom('straight', 'across', 'backwards'),
      })
      .map(({ data, walk }): Tensor => {
        const array = dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data)
        if (walk === 'across')
          return permute<Shape, number[]>(tensor(array, { shape: shape.toReversed() }) as Tensor, [...shape.keys()].reverse())
        const straight = tensor(array, { shape }) as Tensor
        return walk === 'backwards' ? flip(straight) : straight
      }),
  )

const floats = tensors(anyNumber)
const integers = tensors(fc.integer({ min: -1000, max: 1000 }), 'int32')
const withAxis = (of: fc.Arbitrary<Tensor>) =>
  of.chain((x) => fc.record({ x: fc.constant(x), axis: fc.integer({ min: -x.rank, max: x.rank - 1 }) }))

const same = (actual: Tensor, expected: Tensor): void => expectSameBits(actual, expected, `${actual} against ${expected}`)
const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void => fc.assert(fc.property(arbitrary, property))

describe('what is undone is as it was', () => {
  it('flip twice', () => check(withAxis(floats), ({ x, axis }) => same(flip(flip(x, axis), axis), x)))

  it('split, then concat', () =>
    check(
      withAxis(floats).chain(({ x, axis }) =>
        fc.record({
          x: fc.constant(x),
          axis: fc.constant(axis),
          cuts: fc.array(fc.integer({ min: 0, max: x.shape.at(axis)! }), { maxLength: 3 }),
        }),
      ),
      ({ x, axis, cuts }) => {
        const ends = [...cuts.sort((a, b) => a - b), x.shape.at(axis)!]
        const sizes = ends.map((end, i) => end - (ends[i - 1] ?? 0))
        same(concat<Tensor[], number>(split(x, sizes, axis), axis), x)
      },
    ))

  it('pad, then slice', () =>
    check(
      floats.chain((x) => fc.record({ x: fc.constant(x), widths: fc.tuple(...x.shape.map(() => fc.tuple(fc.nat(2), fc.nat(2)))) })),
      ({ x, widths }) => {
        const inner = x.shape.map((size, axis) => [widths[axis]![0], widths[axis]![0] + size] as const)
        same(slice(pad(x, widths), inner), x)
      },
    ))

  it('stack, then split', () =>
    check(withAxis(floats), ({ x, axis }) => {
      const parts = split(stack<Tensor[], number>([x, x], axis), 2, axis)
      for (const part of parts) same(squeeze<Shape, number>(part, axis), x)
    }))
})

describe('slice', () => {
  const position = fc.option(fc.integer({ min: -8, max: 8 }), { nil: undefined })

  it("agrees with the language's own slice of arrays, every so many and backwards too", () =>
    check(
      fc.record({ data: fc.array(fc.integer(), { maxLength: 6 }), start: position, end: position, step: fc.integer({ min: 1, max: 3 }) }),
      ({ data, start, end, step }) => {
        const x = tensor(Int32Array.from(data)) as Tensor
        const expected = data.slice(start, end).filter((_, i) => i % step === 0)
        expect(slice(x, [{ start, end, step }]).toArray()).toEqual(expected)
        expect(slice(slice(x, [{ start, end }]), [{ step: -step }]).toArray()).toEqual(
          data
            .slice(start, end)
            .reverse()
            .filter((_, i) => i % step === 0),
        )
      },
    ))
})

describe('indexing', () => {
  const indexed = withAxis(
    tensors(fc.integer({ min: -1000, max: 1000 }), 'int32', fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })),
  ).chain(({ x, axis }) =>
    fc.record({ x: fc.constant(x), axis: fc.constant(axis), list: fc.array(fc.nat(x.shape.at(axis)! - 1), { maxLength: 5 }) }),
  )

  it('takes what the slices at the indices are', () =>
    check(indexed, ({ x, axis, list }) => {
      const own = axis < 0 ? axis + x.rank : axis
      const slices = list.map((i) => slice(x, [...new Array<undefined>(own), [i, i + 1]]) as Tensor)
      const expected = slices.length > 0 ? concat<Tensor[], number>(slices, axis) : zeros(x.shape.with(own, 0), { dtype: 'int32' })
      same(take<Shape, Shape, number>(x, tensor(Int32Array.from(list)), axis), expected as Tensor)
    }))

  it('adds where it would read: Σ gather(x, i) v = Σ x scatterAdd(0, i, v)', () =>
    check(indexed, ({ x, axis, list }) => {
      const own = axis < 0 ? axis + x.rank : axis
      const shape = x.shape.with(own, list.length)
      const along = x.shape.map((_, other) => (other === own ? list.length : 1))
      const indices = tile(
        tensor(Int32Array.from(list), { shape: along }) as Tensor,
        x.shape.map((size, other) => (other === own ? 1 : size)),
      ) as Tensor
      const values = tensor(
        Int32Array.from({ length: elementCount(shape) }, (_, i) => i - 7),
        { shape },
      ) as Tensor
      const read = sum(multiply(gather(x, indices, axis), values))
      const added = sum(multiply(x, scatterAdd(zeros(x.shape, { dtype: 'int32' }) as Tensor, indices, values, axis)))
      same(read as Tensor, added as Tensor)
    }))
})

describe('order', () => {
  it('sorts: each element once, none before a smaller one, NaN last', () =>
    check(withAxis(floats), ({ x, axis }) => {
      const { values, indices } = sort(x, axis)
      same(gather(x, indices, axis), values)
      same(sort(indices, axis).values, cumulativeSum(zeros(x.shape, { dtype: 'int32' }).add(1) as Tensor, axis).subtract(1) as Tensor)
      const own = axis < 0 ? axis + x.rank : axis
      const rows = permute<Shape, number[]>(values, [...[...x.shape.keys()].filter((other) => other !== own), own]).toTypedArray()
      const length = x.shape[own]!
      rows.forEach((value, i) => {
        if (i % length > 0) expect(rows[i - 1]! <= value || value !== value).toBe(true)
      })
    }))

  it('has at the top what comes first in descending order', () =>
    check(withAxis(floats), ({ x, axis }) => {
      const k = Math.floor(x.shape.at(axis)! / 2)
      const own = axis < 0 ? axis + x.rank : axis
      const first = [...new Array<undefined>(own), [0, k] as const]
      same(topK(x, k, axis).values, slice(sort(x, axis, { descending: true }).values, first) as Tensor)
    }))
})

describe('sums', () => {
  it('run up to and without each element', () =>
    check(withAxis(integers), ({ x, axis }) => {
      same(add(cumulativeSum(x, axis, { exclusive: true }), x), cumulativeSum(x, axis))
      same(flip(cumulativeSum(flip(x, axis), axis), axis), cumulativeSum(x, axis, { reverse: true }))
    }))

  it('are sums of the sums of parts', () =>
    check(withAxis(integers), ({ x, axis }) => {
      const half = Math.floor(x.shape.at(axis)! / 2)
      const [left, right] = split(x, [half, x.shape.at(axis)! - half], axis)
      same(add(sum<Shape, number>(left!, axis), sum<Shape, number>(right!, axis)), sum<Shape, number>(x, axis))
    }))
})

it('softmax is positive, adds up to 1 and goes along when elements change places', () =>
  check(withAxis(tensors(fc.integer({ min: -50, max: 50 }))), ({ x, axis }) => {
    const y = softmax(x, axis)
    for (const value of y.toTypedArray()) expect(value).toBeGreaterThanOrEqual(0)
    for (const total of sum<Shape, number>(y, axis).toTypedArray()) if (x.size > 0) expect(Math.abs(total - 1)).toBeLessThan(1e-6)
    expect(
      [...flip(softmax(flip(x, axis), axis), axis).toTypedArray()].every((value, i) => Math.abs(value - y.toTypedArray()[i]!) < 1e-6),
    ).toBe(true)
  }))
