import { elementCount, type Shape, type View } from '@gradus/kernel'

/** Where a view finds each element of an index space, in row-major order; −1 where it yields its fill. */
export function offsetsOf(shape: Shape, view: View): Int32Array {
  const total = elementCount(shape)
  const offsets = new Int32Array(total)
  const index = new Array<number>(shape.length).fill(0)
  let offset = view.offset
  const { strides, guards } = view
  for (let position = 0; position < total; position++) {
    offsets[position] = guards?.length ? guarded(view, index, offset) : offset
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      offset -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return offsets
}

function guarded({ guards = [] }: View, index: readonly number[], plain: number): number {
  let offset = plain
  for (const { start, factors, step, size, stride } of guards) {
    let position = start
    for (let axis = 0; axis < index.length; axis++) position += factors[axis]! * index[axis]!
    const coordinate = position / step
    if (!Number.isInteger(coordinate) || coordinate < 0 || coordinate >= size) return -1
    offset += coordinate * stride
  }
  return offset
}
