import { type DType, rowMajorStrides, type Shape, shapeText, type TypedArray } from '@gradus/kernel'
import { type Layout, layoutOf } from './layout.ts'
import type { Tensor } from './tensor.ts'
import { view } from './view.ts'

/** Nested arrays of numbers, as deep as the shape; of unknown depth when the rank is unknown. */
export type NestedNumbers<S extends Shape> = number extends S['length']
  ? AnyNumbers
  : S extends readonly [number, ...infer Rest extends Shape]
    ? NestedNumbers<Rest>[]
    : number

/** A number or nested arrays of numbers. */
export type AnyNumbers = number | AnyNumbers[]

/** Row-major numbers as nested arrays of this shape; a single number for a scalar. */
export function nest(data: TypedArray, shape: Shape): unknown {
  if (shape.length === 0) return data[0]
  const strides = rowMajorStrides(shape)
  const build = (axis: number, start: number): unknown[] =>
    Array.from({ length: shape[axis]! }, (_, i) => {
      const at = start + i * strides[axis]!
      return axis === shape.length - 1 ? data[at] : build(axis + 1, at)
    })
  return build(0, 0)
}

// A larger axis shows its first and last three elements; a larger tensor is not printed element by element at all.
const edge = 3
const shownWhole = 6
const shownDeep = 4

/** A short text of a tensor for people: shape, dtype and its elements, long axes cut to their ends. */
export function summarize(x: Tensor): string {
  const { shape, dtype } = x
  if (shape.length > shownDeep) return `Tensor ${shapeText(shape)} ${dtype}`
  const ends = view(x, endsOf(x.layout))
  const data = ends.toTypedArray()
  const strides = rowMajorStrides(ends.shape)
  const element = (value: number): string => (dtype === 'bool' ? String(value === 1) : numberText(value, dtype))
  const text = (axis: number, start: number): string => {
    if (axis === shape.length) return element(data[start]!)
    const list = (part: number): string =>
      Array.from({ length: ends.shape[2 * axis + 1]! }, (_, i) =>
        text(axis + 1, start + part * strides[2 * axis]! + i * strides[2 * axis + 1]!),
      ).join(', ')
    return ends.shape[2 * axis] === 1 ? `[${list(0)}]` : `[${list(0)}, …, ${list(1)}]`
  }
  return `Tensor ${shapeText(shape)} ${dtype} ${text(0, 0)}`
}

/**
 * The part of a tensor that is shown, so that no more is read: each axis as two, [parts, elements]. One part holds a short axis whole, two
 * the ends of a long one.
 */
function endsOf({ dtype, shape, strides, offset }: Layout): Layout {
  const long = (axis: number): boolean => shape[axis]! > shownWhole
  return layoutOf(
    dtype,
    shape.flatMap((size, axis) => (long(axis) ? [2, edge] : [1, size])),
    shape.flatMap((size, axis) => [long(axis) ? (size - edge) * strides[axis]! : 0, strides[axis]!]),
    offset,
  )
}

/** A float32 is shown with the digits it has: 0.1, not 0.10000000149011612. */
export function numberText(value: number, dtype: DType): string {
  if (Object.is(value, -0)) return '-0'
  if (dtype !== 'float32' || !Number.isFinite(value)) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}
