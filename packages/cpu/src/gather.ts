import { type DType, elementCount, type GatherKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf } from './layout.ts'
import { takeOf } from './loops/moves.ts'
import { Offsets } from './offsets.ts'
import { emptyOperand, nothing } from './operand.ts'
import { Reader } from './reader.ts'
import { blockLength } from './registers.ts'
import type { Run } from './run.ts'
import { Target } from './target.ts'

/** output[i] = source at (view(i) + stride · indices[i]). */
export function prepareGather(kernel: GatherKernel, dtype: DType): Run {
  const { name, shape, stride } = kernel
  const total = elementCount(shape)
  const layout = layoutOf(shape, kernel.source)
  const indices = new Reader(name, 1, 'int32', shape, kernel.indices)
  const target = new Target(name, shape, kernel.output, dtype)
  const places = new Offsets(layout, total)
  const reached = { layout, table: new Int32Array(Math.min(total, blockLength)), from: 0 }
  const out = emptyOperand()
  return (inputs, output) => {
    checkBuffer(name, 0, inputs[0], dtype, layout.extent)
    indices.check(inputs)
    target.check(output)
    const { array, offset } = inputs[0]!
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      const numbers = indices.read(inputs, start, count)
      places.locate(start, count)
      for (let k = 0; k < count; k++) {
        const place = places.table[places.from + k]!
        reached.table[k] = place < 0 ? place : place + stride * numbers[k]!
      }
      target.open(output, start, out)
      takeOf[dtype](reached, count, array, offset, out.array, out.offset)
      target.close(output, start, count)
    }
    out.array = nothing
  }
}
