import { createArray, elementCount, type SortKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf, writeOffsets } from './layout.ts'
import { putOf, takeOf } from './loops/moves.ts'
import type { Run } from './run.ts'

/** output[…, j] = where along the last axis the j-th smallest (or largest) element lies. */
export function prepareSort({ name, shape, descending, input: view, output: outputView }: SortKernel): Run {
  const length = shape[shape.length - 1]!
  const rows = length === 0 ? 0 : elementCount(shape) / length
  const layout = layoutOf(shape, view)
  const outputLayout = layoutOf(shape, outputView)
  return (inputs, output) => {
    const input = inputs[0]!
    checkBuffer(name, 0, input, input?.dtype, layout.extent)
    checkBuffer(name, -1, output, 'int32', outputLayout.extent)
    const offsets = new Int32Array(length)
    const keys = new Float64Array(length)
    const row = createArray(input.dtype, length)
    const order = new Int32Array(length)
    const spare = new Int32Array(length)
    for (let number = 0; number < rows; number++) {
      writeOffsets(layout, number * length, length, offsets)
      takeOf[input.dtype](offsets, length, input.array, input.offset, row, 0, layout.fill)
      keys.set(row)
      const sorted = sortRow(keys, descending, order, spare)
      writeOffsets(outputLayout, number * length, length, offsets)
      putOf.int32(offsets, length, sorted, output.array, output.offset)
    }
  }
}

/** A stable merge sort of the positions of `keys`, NaN last; the result is one of the two arrays. */
function sortRow(keys: Float64Array, descending: boolean, order: Int32Array, spare: Int32Array): Int32Array {
  const length = keys.length
  // Turning the sign turns the order round and keeps ties in place.
  if (descending) for (let k = 0; k < length; k++) keys[k] = -keys[k]!
  for (let k = 0; k < length; k++) order[k] = k
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length)
      merge(keys, order, start, middle, Math.min(start + 2 * width, length), spare)
    }
    ;[order, spare] = [spare, order]
  }
  return order
}

/** Merges two sorted neighbouring runs of `from` into `to`. */
function merge(keys: Float64Array, from: Int32Array, start: number, middle: number, end: number, to: Int32Array): void {
  let i = start
  let j = middle
  for (let k = start; k < end; k++) {
    const takeRight = i >= middle || (j < end && isBefore(keys[from[j]!]!, keys[from[i]!]!))
    to[k] = takeRight ? from[j++]! : from[i++]!
  }
}

/** Strictly before: NaN is before nothing, and everything else is before NaN. */
function isBefore(a: number, b: number): boolean {
  return a < b || (Number.isNaN(b) && !Number.isNaN(a))
}
