import { type DType, rowMajorStrides, type Shape, shapeText, type TypedArray } from '@gradus/kernel'
import type { Tensor } from './tensor.ts'

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

/** A short text of a tensor for people: shape, dtype and its elements, long axes cut to their ends. */
export function summarize(x: Tensor): string {
  const { shape, dtype } = x
  const data = x.toTypedArray()
  const strides = rowMajorStrides(shape)
  const element = (value: number): string => (dtype === 'bool' ? String(value === 1) : numberText(value, dtype))
  const text = (axis: number, start: number): string => {
    if (axis === shape.length) return element(data[start]!)
    const size = shape[axis]!
    const at = (i: number): string => text(axis + 1, start + i * strides[axis]!)
    const shown =
      size <= shownWhole
        ? Array.from({ length: size }, (_, i) => at(i))
        : [at(0), at(1), at(2), '…', ...[edge, 2, 1].map((back) => at(size - back))]
    return `[${shown.join(', ')}]`
  }
  const deep = shape.length > 4
  return `Tensor ${shapeText(shape)} ${dtype}${deep ? '' : ` ${text(0, 0)}`}`
}

/** A float32 is shown with the digits it has: 0.1, not 0.10000000149011612. */
function numberText(value: number, dtype: DType): string {
  if (Object.is(value, -0)) return '-0'
  if (dtype !== 'float32' || !Number.isFinite(value)) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}
