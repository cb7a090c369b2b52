import { type DType, elementCount, isDense, rowMajorStrides, type Shape, sameShape } from '@gradus/kernel'

/**
 * How a tensor's elements lie in its buffer. Layouts are interned: equal ones are the same object, so that finding the kernel
 * for an operation compares identities.
 */
export interface Layout {
  readonly id: number
  readonly dtype: DType
  readonly shape: Shape
  readonly strides: readonly number[]
  readonly offset: number
  /** The number of elements. */
  readonly size: number
  /** Whether the elements lie in row-major order without gaps. */
  readonly dense: boolean
}

const interned = new Map<string, Layout>()
let nextId = 0

// Every view asks for its layout. Most ask for one of a few again: found by numbers, without putting a key together.
const recent = new Array<Layout | undefined>(1024)

/** The layout of these dimensions; row-major from offset 0 unless strides are given. */
export function layoutOf(dtype: DType, shape: Shape, strides: readonly number[] = rowMajorStrides(shape), offset = 0): Layout {
  const slot = slotOf(dtype, shape, strides, offset)
  const known = recent[slot]
  if (known?.dtype === dtype && known.offset === offset && sameShape(known.shape, shape) && sameShape(known.strides, strides)) return known
  const layout = intern(dtype, shape, strides, offset)
  recent[slot] = layout
  return layout
}

function slotOf(dtype: DType, shape: Shape, strides: readonly number[], offset: number): number {
  let hash = dtype.length + offset
  for (let axis = 0; axis < shape.length; axis++) hash = Math.imul(hash, 31) + Math.imul(shape[axis]!, 7) + strides[axis]!
  return hash & 1023
}

function intern(dtype: DType, shape: Shape, strides: readonly number[], offset: number): Layout {
  const key = `${dtype}|${shape.join()}|${strides.join()}|${offset}`
  let layout = interned.get(key)
  if (layout === undefined) {
    // A program that makes ever new shapes must not fill the memory; a dropped layout costs a cache miss, no more.
    if (interned.size >= 65536) interned.clear()
    layout = {
      id: nextId++,
      dtype,
      shape: Object.freeze([...shape]),
      strides: Object.freeze([...strides]),
      offset,
      size: elementCount(shape),
      dense: isDense({ offset, strides }, shape),
    }
    interned.set(key, layout)
  }
  return layout
}

/** The strides with which a layout takes part in a larger broadcast shape: repeated axes get 0. */
export function broadcastStrides(layout: Layout, shape: Shape): number[] {
  const missing = shape.length - layout.shape.length
  return shape.map((size, axis) => {
    const own = axis - missing
    return own < 0 || (layout.shape[own] === 1 && size !== 1) ? 0 : layout.strides[own]!
  })
}
