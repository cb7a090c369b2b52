import { createArray, type DType, elementCount, randomGenerator, rowMajorStrides, type Shape } from '@gradus/kernel'
import { expect } from 'vitest'
import { create } from '../creation/create.ts'
import { layoutOf } from '../layout.ts'
import type { Tensor } from '../tensor.ts'
import { view } from '../view.ts'

/** Numbers in row-major order under a shape: what references compute with, independent of tensors. */
export interface Plain {
  readonly shape: Shape
  readonly data: readonly number[]
  /** Fixed for inputs that never take the dtype under test: indices are int32, conditions bool. They get no gradient. */
  readonly dtype?: DType
}

/** Plain numbers; one axis unless a shape is given. */
export function plain(data: readonly number[], shape: Shape = [data.length], dtype?: DType): Plain {
  return dtype === undefined ? { shape, data } : { shape, data, dtype }
}

/** Reproducible numbers in [low, high) that `accept` likes. The same seed gives the same numbers. */
export function randomPlain(shape: Shape, seed: number, low = -2, high = 2, accept: (value: number) => boolean = () => true): Plain {
  const random = randomGenerator(seed)
  const draw = (): number => {
    for (;;) {
      const value = random.uniform(low, high)
      if (accept(value)) return value
    }
  }
  return { shape, data: Array.from({ length: elementCount(shape) }, draw) }
}

/** A seed that depends on a name, so that two operations do not see the same numbers. */
export function seedOf(name: string): number {
  let seed = 7
  for (const character of name) seed = (Math.imul(seed, 31) + character.codePointAt(0)!) >>> 0
  return seed
}

/** The same numbers as a dtype stores them. */
export function rounded(x: Plain, dtype: DType): Plain {
  return (x.dtype ?? dtype) === 'float32' ? { ...x, data: x.data.map(Math.fround) } : x
}

/** How a tensor's elements can lie in its buffer. */
export type Arrangement = 'dense' | 'columns first' | 'gaps and an offset' | 'reversed'

export const arrangements: readonly Arrangement[] = ['columns first', 'gaps and an offset', 'reversed']

/** A leaf tensor with these elements, arranged so; what lies between them is a number that would be noticed. */
export function arranged(x: Plain, dtype: DType, arrangement: Arrangement = 'dense', requiresGradient = false): Tensor {
  const { shape } = x
  const own = x.dtype ?? dtype
  const count = elementCount(shape)
  let strides = rowMajorStrides(shape)
  let offset = 0
  if (arrangement === 'columns first') strides = rowMajorStrides(shape.toReversed()).reverse()
  if (arrangement === 'gaps and an offset') {
    offset = 3
    strides = strides.map((stride) => 2 * stride)
  }
  if (arrangement === 'reversed') {
    offset = Math.max(0, count - 1)
    strides = strides.map((stride) => -stride)
  }
  const data = createArray(own, arrangement === 'dense' ? count : 2 * count + 5).fill(own === 'bool' ? 1 : 123)
  eachPosition(shape, (index, at) => {
    data[index.reduce((sum, i, axis) => sum + i * strides[axis]!, offset)] = x.data[at]!
  })
  const leaf = view(create(data, [data.length], own), layoutOf(own, shape, strides, offset))
  leaf.tracked = requiresGradient
  return leaf
}

/** Calls back with each index of a shape in row-major order, and its position. */
export function eachPosition(shape: Shape, callback: (index: readonly number[], position: number) => void): void {
  const strides = rowMajorStrides(shape)
  for (let at = 0; at < elementCount(shape); at++) {
    callback(
      shape.map((size, axis) => Math.floor(at / strides[axis]!) % size),
      at,
    )
  }
}

/** The largest error allowed: this share of the expected value plus an absolute part. */
export interface Tolerance {
  readonly relative: number
  readonly absolute?: number
  /** Whether −0 and 0 differ. */
  readonly signedZeros?: boolean
}

/** Expects shape, dtype and elements; all NaN are equal, infinities must match. */
export function expectClose(actual: Tensor, expected: Plain, dtype: DType, tolerance: Tolerance, label: string): void {
  const { relative, absolute = 0, signedZeros = false } = tolerance
  expect(actual.shape, label).toEqual(expected.shape)
  expect(actual.dtype, label).toBe(dtype)
  const data = actual.toTypedArray()
  // What rounds to a subnormal may be off by one of its steps.
  const least = dtype === 'float32' ? 2 ** -149 : 2 ** -1074
  expected.data.forEach((exact, i) => {
    const want = dtype === 'float32' ? Math.fround(exact) : exact
    const got = data[i]!
    if (signedZeros && want === 0 && got === 0 && !Object.is(got, want)) expect.fail(`${label}: element ${i} is a zero of the wrong sign`)
    const close = Object.is(got, want) || got === want || Math.abs(got - want) <= relative * Math.abs(want) + absolute + least
    if (!close) expect.fail(`${label}: element ${i} is ${got}, expected ${want}`)
  })
}

/** Expects the very same bits, but for the payload of a NaN. */
export function expectSameBits(actual: Tensor, expected: Tensor, label: string): void {
  expect(actual.shape, label).toEqual(expected.shape)
  expect(actual.dtype, label).toBe(expected.dtype)
  const want = expected.toTypedArray()
  actual.toTypedArray().forEach((got, i) => {
    if (!Object.is(got, want[i])) expect.fail(`${label}: element ${i} is ${got}, expected exactly ${want[i]}`)
  })
}
