import { type DType, elementCount, type GatherKernel } from '@gradus/kernel'
import { checkBuffer } from '../buffer.ts'
import { loops } from '../formulas/loops/index.ts'
import { blockLength, registerFile, reservedRegister } from '../formulas/registers.ts'
import { layoutOf } from '../views/layout.ts'
import { Offsets } from '../views/offsets.ts'
import { Source } from '../views/source.ts'
import { Target } from '../views/target.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** output[i] = source at (view(i) + stride · indices[i]). */
export function prepareGather({ name, shape, source, indices, stride, output: view }: GatherKernel, dtype: DType): PreparedKernel {
  const total = elementCount(shape)
  const layout = layoutOf(shape, source)
  const numbers = reservedRegister(0)
  const values = reservedRegister(1)
  const indexSource = new Source(name, 1, 'int32', layoutOf(shape, indices), total, numbers)
  const target = new Target(name, shape, view, dtype)
  const places = new Offsets(layout, total)
  const reached = { layout, table: new Int32Array(Math.min(total, blockLength)), from: 0, shift: 0 }
  return (inputs, output) => {
    checkBuffer(name, 0, inputs[0], dtype, layout.extent)
    indexSource.check(inputs)
    target.check(output)
    const { array, offset } = inputs[0]!
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      indexSource.load(inputs, start, count)
      places.locate(start, count)
      for (let k = 0; k < count; k++) {
        const place = places.table[places.from + k]!
        reached.table[k] = place < 0 ? place : places.shift + place + stride * registerFile.int32[numbers + k]!
      }
      loops.moves[dtype].take(count, values, array, offset, reached)
      target.store(output, start, count, values)
    }
  }
}
