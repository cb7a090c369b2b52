import { type DType, elementCount, expression, rowMajorStrides, type ScatterAddKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf, writeOffsets } from './layout.ts'
import { takeOf } from './loops/moves.ts'
import { prepareMap } from './map.ts'
import { blockLength, gatherBlock } from './registers.ts'
import type { Run } from './run.ts'

const valueOffsets = /* @__PURE__ */ new Int32Array(blockLength)
const indexOffsets = /* @__PURE__ */ new Int32Array(blockLength)
const targetOffsets = /* @__PURE__ */ new Int32Array(blockLength)

/** output = base, then in index order output[target(i) + stride · indices[i]] += values[i]. */
export function prepareScatterAdd(kernel: ScatterAddKernel): Run {
  const { name, shape, outputShape, stride } = kernel
  const total = elementCount(shape)
  const indexLayout = layoutOf(shape, kernel.indices)
  const valueLayout = layoutOf(shape, kernel.values)
  const targetLayout = layoutOf(shape, kernel.target)
  const copies: Partial<Record<DType, Run>> = {}
  return (inputs, output) => {
    const indices = inputs[1]!
    const values = inputs[2]!
    const { dtype } = output
    checkBuffer(name, 1, indices, 'int32', indexLayout.extent)
    checkBuffer(name, 2, values, dtype, valueLayout.extent)
    copies[dtype] ??= prepareMap({
      kind: 'map',
      name,
      shape: outputShape,
      inputs: [kernel.base],
      body: expression.input(0, dtype),
      output: { offset: 0, strides: rowMajorStrides(outputShape) },
    })
    copies[dtype]!(inputs, output)
    const numbers = gatherBlock('int32', 1) as Int32Array
    const block = gatherBlock(dtype, 2)
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      writeOffsets(targetLayout, start, count, targetOffsets)
      writeOffsets(indexLayout, start, count, indexOffsets)
      writeOffsets(valueLayout, start, count, valueOffsets)
      takeOf.int32(indexOffsets, count, indices.array, indices.offset, numbers, 0, indexLayout.fill)
      takeOf[dtype](valueOffsets, count, values.array, values.offset, block, 0, valueLayout.fill)
      for (let k = 0; k < count; k++) {
        // Storing rounds floats and wraps integers.
        if (targetOffsets[k]! >= 0) output.array[output.offset + targetOffsets[k]! + stride * numbers[k]!]! += block[k]!
      }
    }
  }
}
