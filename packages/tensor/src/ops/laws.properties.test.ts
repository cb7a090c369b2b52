// Protects: what holds for operations whatever their arguments are. Of numbers as they come bits are compared where only places change.
import fc from 'fast-check'
import { anyNumber, runs, shapes, smallInteger } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { expectSameBits } from '../__tests__/plain.ts'
import * as ops from '../index.ts'
import { type Tensor, tensor } from '../index.ts'

// Shapes come from arbitraries: their types say nothing.
const op = ops as unknown as { readonly [Name in keyof typeof ops]: (...parts: readonly unknown[]) => Tensor }

const tensorOf = (shape: readonly number[], numbers: fc.Arbitrary<number>): fc.Arbitrary<Tensor> => {
  const count = shape.reduce((product, size) => product * size, 1)
  return fc
    .array(numbers, { minLength: count, maxLength: count })
    .map((data) => tensor(Float32Array.from(data), { shape, dtype: 'float32' }) as Tensor)
}
const tensors = (numbers: fc.Arbitrary<number>, most = 200) => shapes({ most }).chain((shape) => tensorOf(shape, numbers))
const withAxis = (of: fc.Arbitrary<Tensor>) =>
  of.filter(({ rank }) => rank > 0).chain((x) => fc.tuple(fc.constant(x), fc.integer({ min: 0, max: x.rank - 1 })))
const same = (actual: Tensor, expected: Tensor): void => expectSameBits(actual, expected, `${actual} against ${expected}`)
const orderOf = (length: number) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length })

/** Shapes that broadcast together: some axes of one shape become 1, some in front go. */
const broadcastable = (count: number) =>
  shapes({ maxRank: 5, most: 100 }).chain((whole) =>
    fc.array(
      fc
        .tuple(fc.nat(whole.length), fc.array(fc.boolean(), { minLength: whole.length, maxLength: whole.length }))
        .map(([from, ones]) => whole.map((size, axis) => (ones[axis] ? 1 : size)).slice(from)),
      { minLength: count, maxLength: count },
    ),
  )

describe('broadcasting', () => {
  it('is commutative, and associative in shape and, where sums are exact, in value', () => {
    const three = broadcastable(3).chain((each) => fc.tuple(...each.map((shape) => tensorOf(shape, smallInteger))))
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        same(op.add(a, b), op.add(b, a))
        same(op.multiply(a, b), op.multiply(b, a))
        same(op.add(op.add(a, b), c), op.add(a, op.add(b, c)))
      }),
      runs(50),
    )
  })

  it('repeats: a broadcast sum is the sum of what was broadcast', () => {
    const two = broadcastable(2).chain((each) => fc.tuple(...each.map((shape) => tensorOf(shape, anyNumber))))
    fc.assert(
      fc.property(two, ([a, b]) => {
        const sum = op.add(a, b)
        same(op.add(op.broadcastTo(a, sum.shape), op.broadcastTo(b, sum.shape)), sum)
      }),
      runs(50),
    )
  })
})

describe('what is undone is as it was', () => {
  it('reshape and back, through a row', () => {
    fc.assert(
      fc.property(tensors(anyNumber), (x) => same(op.reshape(op.reshape(x, [x.size]), x.shape), x)),
      runs(50),
    )
  })

  it('transpose twice, and any order of axes and its inverse', () => {
    const permuted = tensors(anyNumber).chain((x) => fc.tuple(fc.constant(x), orderOf(x.rank)))
    fc.assert(
      fc.property(permuted, ([x, order]) => {
        same(op.transpose(op.transpose(x)), x)
        same(op.permute(op.permute(x, order), order.map((_, axis) => order.indexOf(axis))), x) // biome-ignore format: as one
      }),
      runs(50),
    )
  })
})

describe('sums', () => {
  const parts = (numbers: fc.Arbitrary<number>) =>
    withAxis(tensors(numbers)).chain(([x, axis]) => fc.tuple(fc.constant(x), fc.constant(axis), fc.nat(x.shape[axis]!)))
  const inParts = (x: Tensor, axis: number, at: number): Tensor => {
    const [left, right] = op.split(x, [at, x.shape[axis]! - at], axis) as unknown as [Tensor, Tensor]
    return op.add(op.sum(left, axis), op.sum(right, axis))
  }

  it('of integers are exactly those of their parts', () => {
    fc.assert(
      fc.property(parts(smallInteger), ([x, axis, at]) => same(op.add(inParts(x, axis, at), 0), op.add(op.sum(x, axis), 0))),
      runs(50),
    )
  })

  it('of any numbers are those of their parts but for rounding', () => {
    fc.assert(
      fc.property(parts(fc.double({ min: -8, max: 8, noNaN: true })), ([x, axis, at]) => {
        const [whole, split] = [op.sum(x, axis), inParts(x, axis, at)].map((each) => each.toTypedArray())
        whole!.forEach((value, i) => {
          // Eight numbers of at most 8, each rounded to 24 bits.
          expect(Math.abs(value - split![i]!)).toBeLessThanOrEqual(64 * 8 * 2 ** -24)
        })
      }),
      runs(50),
    )
  })
})

describe('softmax', () => {
  const logits = withAxis(tensors(fc.integer({ min: -40, max: 40 }), 60))

  it('does not see what is added to all', () => {
    fc.assert(
      // Integers up to 2²⁴ are exact, and so are their differences.
      fc.property(logits, fc.integer({ min: -1e6, max: 1e6 }), ([x, axis], shift) => {
        same(op.softmax(op.add(x, shift), axis), op.softmax(x, axis))
      }),
      runs(50),
    )
  })

  it('goes along when elements change places', () => {
    const shuffled = logits.chain(([x, axis]) => fc.tuple(fc.constant(x), fc.constant(axis), orderOf(x.shape[axis]!)))
    fc.assert(
      fc.property(shuffled, ([x, axis, order]) => {
        const places = tensor(Int32Array.from(order))
        const [moved, expected] = [op.softmax(op.take(x, places, axis), axis), op.take(op.softmax(x, axis), places, axis)]
        const values = expected.toTypedArray()
        moved.toTypedArray().forEach((value, i) => {
          expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(2e-7)
        })
      }),
      runs(50),
    )
  })
})

describe('matmul', () => {
  it('of rows in another order is its rows in that order, bit by bit', () => {
    const factors = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }))
      .chain(([m, k, n]) => fc.tuple(tensorOf([m, k], anyNumber), tensorOf([k, n], anyNumber), orderOf(m)))
    fc.assert(
      fc.property(factors, ([a, b, order]) => {
        const places = tensor(Int32Array.from(order))
        same(op.matmul(op.take(a, places), b), op.take(op.matmul(a, b), places))
        same(op.transpose(op.matmul(op.transpose(b), op.transpose(a))), op.matmul(a, b))
      }),
      runs(40),
    )
  })
})
