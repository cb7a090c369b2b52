import { type DType, denseView, elementCount, expression, type ScatterAddKernel } from '@gradus/kernel'
import { layoutOf } from './layout.ts'
import { prepareMap } from './map.ts'
import { Offsets } from './offsets.ts'
import { Reader } from './reader.ts'
import { blockLength } from './registers.ts'
import type { Run } from './run.ts'

/** output = base, then in index order output[target(i) + stride · indices[i]] += values[i]. */
export function prepareScatterAdd(kernel: ScatterAddKernel, dtype: DType): Run {
  const { name, shape, outputShape, stride } = kernel
  const total = elementCount(shape)
  const body = expression.input(0, dtype)
  const copyBase = prepareMap({ kind: 'map', name, shape: outputShape, inputs: [kernel.base], body, output: denseView(outputShape) })
  const indices = new Reader(name, 1, 'int32', shape, kernel.indices)
  const values = new Reader(name, 2, dtype, shape, kernel.values)
  const places = new Offsets(layoutOf(shape, kernel.target), total)
  return (inputs, output) => {
    indices.check(inputs)
    values.check(inputs)
    copyBase(inputs, output)
    const { array, offset } = output
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      const numbers = indices.read(inputs, start, count)
      const addends = values.read(inputs, start, count)
      places.locate(start, count)
      for (let k = 0; k < count; k++) {
        const place = places.table[places.from + k]!
        // Storing rounds floats and wraps integers.
        if (place >= 0) array[offset + place + stride * numbers[k]!]! += addends[k]!
      }
    }
  }
}
