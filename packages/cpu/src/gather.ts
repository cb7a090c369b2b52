import { type DType, elementCount, type GatherKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf, writeOffsets } from './layout.ts'
import { takeOf } from './loops/moves.ts'
import { emptyOperand, nothing } from './operand.ts'
import { blockLength, gatherBlock } from './registers.ts'
import type { Run } from './run.ts'
import { Target } from './target.ts'

const sourceOffsets = /* @__PURE__ */ new Int32Array(blockLength)
const indexOffsets = /* @__PURE__ */ new Int32Array(blockLength)

/** output[i] = source at (view(i) + stride · indices[i]). */
export function prepareGather({ name, shape, source: view, indices: indexView, stride, output: outputView }: GatherKernel): Run {
  const total = elementCount(shape)
  const sourceLayout = layoutOf(shape, view)
  const indexLayout = layoutOf(shape, indexView)
  const targets: Partial<Record<DType, Target>> = {}
  const out = emptyOperand()
  return (inputs, output) => {
    const source = inputs[0]!
    const indices = inputs[1]!
    checkBuffer(name, 0, source, source?.dtype, sourceLayout.extent)
    checkBuffer(name, 1, indices, 'int32', indexLayout.extent)
    targets[source.dtype] ??= new Target(name, shape, outputView, source.dtype)
    const target = targets[source.dtype]!
    target.check(output)
    const numbers = gatherBlock('int32', 1) as Int32Array
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      writeOffsets(sourceLayout, start, count, sourceOffsets)
      writeOffsets(indexLayout, start, count, indexOffsets)
      takeOf.int32(indexOffsets, count, indices.array, indices.offset, numbers, 0, indexLayout.fill)
      for (let k = 0; k < count; k++) if (sourceOffsets[k]! >= 0) sourceOffsets[k]! += stride * numbers[k]!
      target.open(output, start, out)
      takeOf[source.dtype](sourceOffsets, count, source.array, source.offset, out.array, out.offset, sourceLayout.fill)
      target.close(output, start, count)
    }
    out.array = nothing
  }
}
