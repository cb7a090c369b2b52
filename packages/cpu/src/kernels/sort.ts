import { type DType, elementCount, type SortKernel } from '@gradus/kernel'
import { blockLength, registerFile, reservedRegister } from '../formulas/registers.ts'
import { layoutOf } from '../views/layout.ts'
import { Source } from '../views/source.ts'
import { Target } from '../views/target.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** output[…, j] = where along the last axis the j-th smallest (or largest) element lies. */
export function prepareSort({ name, shape, descending, input, output: view }: SortKernel, dtype: DType): PreparedKernel {
  const total = elementCount(shape)
  const length = shape[shape.length - 1]!
  const values = reservedRegister(0)
  const source = new Source(name, 0, dtype, layoutOf(shape, input), total, values)
  const target = new Target(name, shape, view, 'int32')
  return (inputs, output) => {
    source.check(inputs)
    target.check(output)
    const keys = new Float64Array(length)
    const order = new Int32Array(length)
    const spare = new Int32Array(length)
    for (let row = 0; row < total; row += length) {
      for (let start = 0; start < length; start += blockLength) {
        const count = Math.min(blockLength, length - start)
        source.load(inputs, row + start, count)
        keys.set(registerFile[dtype].subarray(values, values + count), start)
      }
      const sorted = sortRow(keys, descending, order, spare)
      for (let start = 0; start < length; start += blockLength) {
        const count = Math.min(blockLength, length - start)
        registerFile.int32.set(sorted.subarray(start, start + count), values)
        target.store(output, row + start, count, values)
      }
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
