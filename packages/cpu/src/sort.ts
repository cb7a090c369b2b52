import { createArray, type DType, elementCount, type SortKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf } from './layout.ts'
import { putOf, takeOf } from './loops/moves.ts'
import { writeOffsets } from './offsets.ts'
import type { Run } from './run.ts'

/** output[…, j] = where along the last axis the j-th smallest (or largest) element lies. */
export function prepareSort({ name, shape, descending, input, output: view }: SortKernel, dtype: DType): Run {
  const length = shape[shape.length - 1]!
  const rows = length === 0 ? 0 : elementCount(shape) / length
  const source = layoutOf(shape, input)
  const target = layoutOf(shape, view)
  return (inputs, output) => {
    checkBuffer(name, 0, inputs[0], dtype, source.extent)
    checkBuffer(name, -1, output, 'int32', target.extent)
    const { array, offset } = inputs[0]!
    const table = new Int32Array(length)
    const row = createArray(dtype, length)
    const order = new Int32Array(length)
    const spare = new Int32Array(length)
    for (let start = 0; start < rows * length; start += length) {
      writeOffsets(source, start, length, table)
      takeOf[dtype]({ layout: source, table, from: 0 }, length, array, offset, row, 0)
      const sorted = sortRow(Float64Array.from(row), descending, order, spare)
      writeOffsets(target, start, length, table)
      putOf.int32({ layout: target, table, from: 0 }, length, sorted, output.array, output.offset)
    }
  }
}

/** A stable merge sort of the positions of `keys`, NaN last; the result is one of the two arrays. */
function sortRow(keys: Float64Array, descending: boolean, order: Int32Array, spare: Int32Array): Int32Array {
  const length = keys.length
  // Turning the sign turns the order round and keeps ties in place.
  if (descending) for (let k = 0; k < length; k++) keys[k] = -keys[k]!
  for (let k = 0; k < length; k++) order[k] = k
  let [from, to] = [order, spare]
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      merge(keys, from, start, Math.min(start + width, length), Math.min(start + 2 * width, length), to)
    }
    ;[from, to] = [to, from]
  }
  return from
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
