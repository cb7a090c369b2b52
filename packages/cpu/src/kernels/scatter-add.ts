import { type DType, denseView, elementCount, type ScatterAddKernel } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { blockLength, registerFile, reservedRegister } from '../formulas/registers.ts'
import { layoutOf } from '../views/layout.ts'
import { Offsets } from '../views/offsets.ts'
import { Source } from '../views/source.ts'
import { prepareMap } from './map.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** output = base, then in index order output[target(i) + stride · indices[i]] += values[i]. */
export function prepareScatterAdd(kernel: ScatterAddKernel, dtype: DType): PreparedKernel {
  const { name, shape, outputShape, stride } = kernel
  const total = elementCount(shape)
  const body = expression.input(0, dtype)
  const copyBase = prepareMap({ kind: 'map', name, shape: outputShape, inputs: [kernel.base], body, output: denseView(outputShape) })
  const numbers = reservedRegister(0)
  const addends = reservedRegister(1)
  const indices = new Source(name, 1, 'int32', layoutOf(shape, kernel.indices), total, numbers)
  const values = new Source(name, 2, dtype, layoutOf(shape, kernel.values), total, addends)
  const places = new Offsets(layoutOf(shape, kernel.target), total)
  const file = registerFile[dtype]
  return (inputs, output) => {
    indices.check(inputs)
    values.check(inputs)
    copyBase(inputs, output)
    const { array, offset } = output
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      indices.load(inputs, start, count)
      values.load(inputs, start, count)
      places.locate(start, count)
      for (let k = 0; k < count; k++) {
        const place = places.table[places.from + k]!
        // Storing rounds floats and wraps integers.
        if (place >= 0) array[offset + places.shift + place + stride * registerFile.int32[numbers + k]!]! += file[addends + k]!
      }
    }
  }
}
