import { type DType, elementCount, type ScanKernel } from '@gradus/kernel'
import { checkBuffer } from './buffer.ts'
import { layoutOf, writeOffsets } from './layout.ts'
import { takeOf } from './loops/moves.ts'
import { emptyOperand, nothing } from './operand.ts'
import { blockLength, valueBlock } from './registers.ts'
import type { Run } from './run.ts'
import { Target } from './target.ts'

const offsets = /* @__PURE__ */ new Int32Array(blockLength)

/** output[…, j] = Σ input[…, 0 … j], from +0 and rounded after each addition. */
export function prepareScan({ name, shape, input: view, output: outputView }: ScanKernel): Run {
  const total = elementCount(shape)
  const length = shape[shape.length - 1]!
  const layout = layoutOf(shape, view)
  const targets: Partial<Record<DType, Target>> = {}
  const out = emptyOperand()
  return (inputs, output) => {
    const input = inputs[0]!
    const { dtype } = output
    checkBuffer(name, 0, input, dtype, layout.extent)
    targets[dtype] ??= new Target(name, shape, outputView, dtype)
    const target = targets[dtype]!
    target.check(output)
    const block = valueBlock(dtype)
    let left = length
    let before = 0
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      writeOffsets(layout, start, count, offsets)
      takeOf[dtype](offsets, count, input.array, input.offset, block, 0, layout.fill)
      target.open(output, start, out)
      for (let k = 0; k < count; k++) {
        // Storing rounds, so the sum is read back.
        out.array[out.offset + k] = before + block[k]!
        before = out.array[out.offset + k]!
        if (--left === 0) {
          left = length
          before = 0
        }
      }
      target.close(output, start, count)
    }
    out.array = nothing
  }
}
